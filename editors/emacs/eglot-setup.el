;;; eglot-setup.el --- Hearth alone in a buffer, with Emacs 30's own Eglot  -*- lexical-binding: t -*-

;; For init.el.  The modes named here have Hearth as their server.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((python-base-mode js-base-mode typescript-ts-base-mode) . ("hearth" "--stdio"))))
(add-hook 'python-base-mode-hook #'eglot-ensure)
(add-hook 'js-base-mode-hook #'eglot-ensure)
(add-hook 'typescript-ts-base-mode-hook #'eglot-ensure)

;; Grey text after the third letter of a word, accepted with TAB; C-M-i asks anywhere.
(add-hook 'eglot-managed-mode-hook #'completion-preview-mode)

;; Settings, if any; all are in Hearth's README.
;; (setq-default eglot-workspace-configuration
;;               '(:hearth (:model "~/models/qwen2.5-coder-1.5b-q8_0.gguf")))

;;; eglot-setup.el ends here
