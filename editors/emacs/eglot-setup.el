;;; eglot-setup.el --- Hearth in Emacs 30's own Eglot, with ghost text  -*- lexical-binding: t -*-

;; For init.el; `hearth init emacs' prints it with the paths of your installation.

(add-to-list 'load-path "/usr/lib/node_modules/hearth-ls/editors/emacs")
(autoload 'hearth-inline-mode "hearth-inline" nil t)
(autoload 'hearth-next-edit-mode "hearth-next-edit" nil t)

;; Eglot has one server for each buffer.  To have Hearth beside another one, let it start that one:
;;   ("hearth" "--stdio" "--wrap" "pyright-langserver --stdio")
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '(((python-base-mode :language-id "python")
                  (js-base-mode :language-id "javascript")
                  (tsx-ts-mode :language-id "typescriptreact")
                  (typescript-ts-base-mode :language-id "typescript")
                  go-mode go-ts-mode rust-mode rust-ts-mode java-mode java-ts-mode
                  c-mode c-ts-mode (c++-mode :language-id "cpp") (c++-ts-mode :language-id "cpp")
                  csharp-mode csharp-ts-mode (ruby-base-mode :language-id "ruby") php-mode php-ts-mode lua-mode lua-ts-mode
                  (sh-base-mode :language-id "shellscript") kotlin-mode kotlin-ts-mode)
                 . ("hearth" "--stdio"))))
(dolist (hook '(python-base-mode-hook js-base-mode-hook typescript-ts-base-mode-hook
                go-mode-hook go-ts-mode-hook rust-mode-hook rust-ts-mode-hook java-mode-hook java-ts-mode-hook
                c-mode-hook c-ts-mode-hook c++-mode-hook c++-ts-mode-hook csharp-mode-hook csharp-ts-mode-hook
                ruby-base-mode-hook php-mode-hook php-ts-mode-hook lua-mode-hook lua-ts-mode-hook sh-base-mode-hook
                kotlin-mode-hook kotlin-ts-mode-hook))
  (add-hook hook #'eglot-ensure))

;; The message of a commit is completed from what is staged, in whichever mode it is written.
(defun hearth-setup-commit-message ()
  "Start Hearth in the file that git takes a commit's message from."
  (when (equal (file-name-nondirectory (or buffer-file-name "")) "COMMIT_EDITMSG")
    (when (eq major-mode 'fundamental-mode) (text-mode))
    (setq-local eglot-server-programs
                '(((text-mode :language-id "gitcommit") . ("hearth" "--stdio"))))
    (eglot-ensure)))
(add-hook 'find-file-hook #'hearth-setup-commit-message)

;; Ghost text where you stop typing: TAB accepts it, M-<right> its next word, C-M-<right> its next line.
(add-hook 'eglot-managed-mode-hook #'hearth-inline-mode)

;; Where a change that you have made belongs too: M-n goes there, and makes it; C-g puts it away.
(add-hook 'eglot-managed-mode-hook #'hearth-next-edit-mode)

;; Settings, if any; all are in Hearth's README.
;; (setq-default eglot-workspace-configuration
;;               '(:hearth (:model "~/models/qwen2.5-coder-1.5b-q8_0.gguf")))

;;; eglot-setup.el ends here
