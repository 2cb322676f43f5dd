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

(defgroup hearth nil "Suggestions from a local model." :group 'tools)

(defcustom hearth-inline-delay 0.25
  "Seconds without a key after which a suggestion is asked for."
  :type 'number)

(defface hearth-inline '((t :inherit shadow)) "A suggestion that is not yet accepted.")

(defvar-local hearth-inline--overlay nil
  "Shows the suggestion at point, nil where there is none.
Its property `hearth-text' is what is to be inserted, `hearth-tail' how many
characters behind point that replaces, `hearth-size' the buffer's size that
they belong to.")

(defvar-local hearth-inline--timer nil)

(defvar-local hearth-inline--tick nil
  "The buffer's `buffer-chars-modified-tick' after the last command.")

(defvar-keymap hearth-inline-shown-map
  :doc "Keys while a suggestion is on screen."
  "TAB" #'hearth-inline-accept
  "<tab>" #'hearth-inline-accept
  "M-<right>" #'hearth-inline-accept-word
  "C-M-<right>" #'hearth-inline-accept-line
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
  (hearth-inline--accept ".*" t))

(defun hearth-inline-accept-word ()
  "Insert the suggestion up to the end of its next word."
  (interactive)
  (hearth-inline--accept "[^[:word:]]*[[:word:]_]*"))

(defun hearth-inline-accept-line ()
  "Insert the suggestion up to the end of its next line."
  (interactive)
  (hearth-inline--accept "\n?[^\n]*"))

(defun hearth-inline-dismiss ()
  "Take the suggestion away."
  (interactive)
  (when hearth-inline--overlay
    (delete-overlay hearth-inline--overlay)
    (setq hearth-inline--overlay nil))
  (hearth-inline--shown-mode -1))

(defun hearth-inline-request (&optional automatic)
  "Ask for a suggestion at point; AUTOMATIC when nobody asked for it by a key."
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
             (when (and hearth-inline-mode (equal place (hearth-inline--place)))
               (hearth-inline--show-first (if (vectorp answer) answer (plist-get answer :items)))))))
       ;; Errors and late answers are in Eglot's own log; a suggestion is no reason to interrupt.
       :error-fn #'ignore
       :timeout-fn #'ignore))))

(defun hearth-inline--place ()
  (list (point) (buffer-chars-modified-tick)))

(defun hearth-inline--show-first (items)
  (unless (seq-empty-p items)
    (pcase-let* (((map :insertText :range) (seq-first items))
                 (`(,start . ,end) (if range (eglot-range-region range) (cons (point) (point)))))
      ;; What stands between the range's start and point is already typed.
      (let ((typed (buffer-substring-no-properties (min start (point)) (point))))
        (when (and (stringp insertText) (string-prefix-p typed insertText) (<= (point) end))
          (hearth-inline--show (substring insertText (length typed)) (- end (point))))))))

(defun hearth-inline--show (text tail)
  (hearth-inline-dismiss)
  (unless (string-empty-p text)
    (let ((shown (propertize text 'face 'hearth-inline)))
      (put-text-property 0 1 'cursor t shown) ; the cursor stands before the text, not behind it
      (setq hearth-inline--overlay (make-overlay (point) (point)))
      (overlay-put hearth-inline--overlay 'after-string shown)
      (overlay-put hearth-inline--overlay 'hearth-text text)
      (overlay-put hearth-inline--overlay 'hearth-tail tail)
      (overlay-put hearth-inline--overlay 'hearth-size (buffer-size))
      (hearth-inline--shown-mode 1))))

(defun hearth-inline--accept (pattern &optional whole)
  "Insert the beginning of the suggestion that matches PATTERN, or the WHOLE of it."
  (when hearth-inline--overlay
    (let* ((text (overlay-get hearth-inline--overlay 'hearth-text))
           (tail (overlay-get hearth-inline--overlay 'hearth-tail))
           (end (if (or whole (not (string-match (concat "\\`\\(?:" pattern "\\)") text)))
                    (length text)
                  (max 1 (match-end 0)))))
      (hearth-inline-dismiss)
      (insert (substring text 0 end))
      (if (= end (length text))
          (delete-char tail)
        (hearth-inline--show (substring text end) tail)))))

(defun hearth-inline--after-command ()
  (let ((changed (/= hearth-inline--tick (buffer-chars-modified-tick))))
    (setq hearth-inline--tick (buffer-chars-modified-tick))
    (when hearth-inline--overlay (hearth-inline--follow))
    (when changed
      (hearth-inline--stop-waiting)
      (setq hearth-inline--timer
            (run-with-idle-timer hearth-inline-delay nil #'hearth-inline--request-in (current-buffer))))))

(defun hearth-inline--follow ()
  "Show what is left of the suggestion after its own letters were typed.
After others were typed, show nothing."
  (let* ((start (overlay-start hearth-inline--overlay))
         (text (overlay-get hearth-inline--overlay 'hearth-text))
         (count (- (point) start)))
    (cond
     ((not (and (<= 0 count (length text))
                (= count (- (buffer-size) (overlay-get hearth-inline--overlay 'hearth-size)))
                (string-prefix-p (buffer-substring-no-properties start (point)) text)))
      (hearth-inline-dismiss))
     ((< 0 count)
      (hearth-inline--show (substring text count) (overlay-get hearth-inline--overlay 'hearth-tail))))))

(defun hearth-inline--request-in (buffer)
  (when (eq buffer (current-buffer))
    (hearth-inline-request t)))

(defun hearth-inline--stop-waiting ()
  (when hearth-inline--timer
    (cancel-timer hearth-inline--timer)
    (setq hearth-inline--timer nil)))

(provide 'hearth-inline)

;;; hearth-inline.el ends here
