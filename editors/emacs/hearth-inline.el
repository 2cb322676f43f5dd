;;; hearth-inline.el --- Ghost text in Eglot's buffers  -*- lexical-binding: t -*-

;; SPDX-License-Identifier: MIT
;; Package-Requires: ((emacs "30.1"))

;;; Commentary:

;; Eglot (1.17, in Emacs 30) does not know textDocument/inlineCompletion.  This asks the buffer's server
;; for it while you type and shows the answer at point:
;;
;;   (add-hook 'eglot-managed-mode-hook #'hearth-inline-mode)
;;
;; It needs two internal functions of Eglot, `eglot--signal-textDocument/didChange' and
;; `eglot--TextDocumentPositionParams', and is tested with Eglot 1.17.30.

;;; Code:

(require 'eglot)
(require 'map)
(require 'seq)

(defgroup hearth nil "Suggestions from a local model." :group 'tools)

(defcustom hearth-inline-delay 0.25
  "Seconds without a key after which a suggestion is asked for."
  :type 'number)

(defface hearth-inline '((t :inherit shadow)) "A suggestion that is not yet accepted.")

(defvar-local hearth-inline--overlay nil
  "Shows the suggestion at point, nil where there is none.
Its property `hearth-items' is a list of suggestions, the one on screen first:
plists of :text to insert, :tail, how many characters behind point that
replaces, and the :command to run then.  `hearth-size' is the buffer's size
that they belong to.")

(defvar-local hearth-inline--timer nil)

(defvar-local hearth-inline--tick nil
  "The buffer's `buffer-chars-modified-tick' after the last command.")

(defvar-keymap hearth-inline-shown-map
  :doc "Keys while a suggestion is on screen."
  "TAB" #'hearth-inline-accept
  "<tab>" #'hearth-inline-accept
  "M-<right>" #'hearth-inline-accept-word
  "C-M-<right>" #'hearth-inline-accept-line
  "M-]" #'hearth-inline-next
  "C-g" #'hearth-inline-dismiss)

(define-minor-mode hearth-inline--shown-mode
  "A suggestion is on screen."
  :interactive nil
  :keymap hearth-inline-shown-map)

;;;###autoload
(define-minor-mode hearth-inline-mode
  "Show at point, as ghost text, what the language server would insert there."
  :lighter nil
  (if hearth-inline-mode
      (progn
        (setq hearth-inline--tick (buffer-chars-modified-tick))
        (add-hook 'post-command-hook #'hearth-inline--after-command nil t))
    (remove-hook 'post-command-hook #'hearth-inline--after-command t)
    (hearth-inline--stop-waiting)
    (hearth-inline-dismiss)))

(defun hearth-inline-accept ()
  "Insert the suggestion."
  (interactive)
  (when-let* ((item (hearth-inline--current)))
    (hearth-inline-dismiss)
    (insert (plist-get item :text))
    (delete-char (plist-get item :tail))
    (when-let* ((command (plist-get item :command)))
      (jsonrpc-async-request (eglot-current-server) :workspace/executeCommand command
                             :success-fn #'ignore :error-fn #'ignore :timeout-fn #'ignore))))

(defun hearth-inline-accept-word ()
  "Insert the suggestion up to the end of its next word."
  (interactive)
  (hearth-inline--accept-first "[^[:word:]]*[[:word:]_]*"))

(defun hearth-inline-accept-line ()
  "Insert the suggestion up to the end of its next line."
  (interactive)
  (hearth-inline--accept-first "\n?[^\n]*"))

(defun hearth-inline-next ()
  "Show the next suggestion, where there are several.
`hearth-inline-request' asks for several."
  (interactive)
  (when-let* ((items (and hearth-inline--overlay (overlay-get hearth-inline--overlay 'hearth-items))))
    (hearth-inline--show (append (cdr items) (list (car items))))))

(defun hearth-inline-dismiss ()
  "Take the suggestion away."
  (interactive)
  (when hearth-inline--overlay
    (delete-overlay hearth-inline--overlay)
    (setq hearth-inline--overlay nil))
  (hearth-inline--shown-mode -1))

(defun hearth-inline-request (&optional automatic)
  "Ask for suggestions at point; AUTOMATIC when nobody asked for it by a key."
  (interactive)
  (when (and (eglot-managed-p) (eglot-server-capable :inlineCompletionProvider))
    (eglot--signal-textDocument/didChange)
    (let ((buffer (current-buffer))
          (place (hearth-inline--place)))
      (jsonrpc-async-request
       (eglot-current-server) :textDocument/inlineCompletion
       `(,@(eglot--TextDocumentPositionParams) :context (:triggerKind ,(if automatic 2 1)))
       :success-fn
       (lambda (answer)
         (when (buffer-live-p buffer)
           (with-current-buffer buffer
             ;; The answer belongs to the place where it was asked for, and to no other.
             (when (and hearth-inline-mode answer (equal place (hearth-inline--place)))
               (hearth-inline--show
                (seq-keep #'hearth-inline--item (if (vectorp answer) answer (plist-get answer :items))))))))
       ;; Errors and late answers are in Eglot's own log; a suggestion is no reason to interrupt.
       :error-fn #'ignore
       :timeout-fn #'ignore))))

(defun hearth-inline--place ()
  (list (point) (buffer-chars-modified-tick)))

(defun hearth-inline--item (item)
  "The server's ITEM as one of `hearth-items'; nil if it does not fit here."
  (pcase-let* (((map :insertText :range :command) item)
               (`(,start . ,end) (if range (eglot-range-region range) (cons (point) (point)))))
    (when (and (stringp insertText) (<= start (point) end))
      ;; What stands between the range's start and point is already typed.
      (hearth-inline--rest (list :text insertText :tail (- end (point)) :command command)
                           (buffer-substring-no-properties start (point))))))

(defun hearth-inline--rest (item typed)
  "ITEM without TYPED, with which it begins.
Nil if it begins otherwise, or if nothing is left."
  (let ((text (plist-get item :text)))
    (and (string-prefix-p typed text)
         (< (length typed) (length text))
         (plist-put (copy-sequence item) :text (substring text (length typed))))))

(defun hearth-inline--current ()
  (and hearth-inline--overlay (car (overlay-get hearth-inline--overlay 'hearth-items))))

(defun hearth-inline--show (items)
  "Show the first of ITEMS at point, nothing if there are none."
  (hearth-inline-dismiss)
  (when items
    (let ((shown (propertize (plist-get (car items) :text) 'face 'hearth-inline)))
      (put-text-property 0 1 'cursor t shown) ; the cursor stands before the text, not behind it
      (setq hearth-inline--overlay (make-overlay (point) (point)))
      (overlay-put hearth-inline--overlay 'after-string shown)
      (overlay-put hearth-inline--overlay 'hearth-items items)
      (overlay-put hearth-inline--overlay 'hearth-size (buffer-size))
      (hearth-inline--shown-mode 1))))

(defun hearth-inline--accept-first (pattern)
  "Insert the beginning of the suggestion that matches PATTERN, and show the rest."
  (when-let* ((item (hearth-inline--current))
              (text (plist-get item :text)))
    (string-match (concat "\\`\\(?:" pattern "\\)") text)
    (if (<= (length text) (match-end 0))
        (hearth-inline-accept)
      (insert (substring text 0 (max 1 (match-end 0))))
      (hearth-inline--follow))))

(defun hearth-inline--after-command ()
  (let ((changed (/= hearth-inline--tick (buffer-chars-modified-tick))))
    (setq hearth-inline--tick (buffer-chars-modified-tick))
    (when hearth-inline--overlay (hearth-inline--follow))
    (when changed
      (hearth-inline--stop-waiting)
      (setq hearth-inline--timer
            (run-with-idle-timer hearth-inline-delay nil #'hearth-inline--request-in (current-buffer))))))

(defun hearth-inline--follow ()
  "Show what is left of the suggestions after their own letters were typed."
  (let* ((start (overlay-start hearth-inline--overlay))
         (items (overlay-get hearth-inline--overlay 'hearth-items))
         (grown (- (buffer-size) (overlay-get hearth-inline--overlay 'hearth-size))))
    (cond
     ((/= (point) (+ start grown)) (hearth-inline-dismiss))
     ((< 0 grown)
      (let ((typed (buffer-substring-no-properties start (point))))
        (hearth-inline--show (seq-keep (lambda (item) (hearth-inline--rest item typed)) items)))))))

(defun hearth-inline--request-in (buffer)
  (when (eq buffer (current-buffer))
    (hearth-inline-request t)))

(defun hearth-inline--stop-waiting ()
  (when hearth-inline--timer
    (cancel-timer hearth-inline--timer)
    (setq hearth-inline--timer nil)))

(provide 'hearth-inline)

;;; hearth-inline.el ends here
