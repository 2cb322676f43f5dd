;;; hearth-lsp-mode.el --- Hearth beside other servers, with ghost text  -*- lexical-binding: t -*-

;; SPDX-License-Identifier: MIT
;; Package-Requires: ((emacs "28.1") (lsp-mode "10.0.0"))

;;; Commentary:

;; Loaded before or after lsp-mode starts in a buffer, this adds Hearth to the buffer's other servers:
;;
;;   (require 'hearth-lsp-mode)

;;; Code:

(require 'lsp-mode)
(require 'lsp-inline-completion)

(defgroup hearth nil "Suggestions from a local model." :group 'tools)

(defcustom hearth-settings nil
  "Hearth's settings as a property list; its README has them all.
For example (:model \"~/models/qwen2.5-coder-1.5b-q8_0.gguf\")."
  :type 'plist)

(lsp-register-client
 (make-lsp-client :server-id 'hearth
                  :new-connection (lsp-stdio-connection '("hearth" "--stdio"))
                  :activation-fn (lambda (&rest _) t)
                  :add-on? t
                  :priority -2
                  :initialization-options (lambda () hearth-settings)))

;; lsp-mode asks after 2 s by default; a local model answers sooner than that.
(setq lsp-inline-completion-idle-delay 0.3)

;; Its own key, C-<return>, cannot be typed in a terminal.
(define-key lsp-inline-completion-active-map (kbd "TAB") #'lsp-inline-completion-accept)

(provide 'hearth-lsp-mode)

;;; hearth-lsp-mode.el ends here
