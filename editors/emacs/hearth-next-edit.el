;;; hearth-next-edit.el --- The next edit in Eglot's buffers  -*- lexical-binding: t -*-

;; SPDX-License-Identifier: MIT
;; Package-Requires: ((emacs "30.1"))

;;; Commentary:

;; When you have changed something that stands in other places too, this shows the nearest of them: the
;; old text is struck out, the new one stands behind it.
;;
;;   (add-hook 'eglot-managed-mode-hook #'hearth-next-edit-mode)
;;
;; It asks when you have stopped typing.  It needs two internal functions of Eglot,
;; `eglot--signal-textDocument/didChange' and `eglot--TextDocumentPositionParams', and is tested with
;; Eglot 1.17.30.

;;; Code:

(require 'eglot)
(require 'map)

(defgroup hearth nil "Suggestions from a local model." :group 'tools)

(defcustom hearth-next-edit-delay 0.5
  "Seconds without a key after a change until the next edit is asked for."
  :type 'number)

(defface hearth-next-edit-old '((t :inherit diff-removed :strike-through t))
  "Text that the next edit takes away.")

(defface hearth-next-edit-new '((t :inherit diff-added))
  "Text that the next edit brings.")

(defface hearth-next-edit-hint '((t :inherit shadow))
  "Where the next edit is, behind the line of point.")

(defvar hearth-inline--overlay)

(defvar-local hearth-next-edit--shown nil
  "What is on screen, nil where nothing is.
A plist: :edit is the server's edit where it is in this buffer, :elsewhere its
place where it is in another file, :others how many more places there are, and
:tick the buffer's `buffer-chars-modified-tick' that they belong to.")

(defvar-local hearth-next-edit--overlays nil)

(defvar-local hearth-next-edit--timer nil)

(defvar-local hearth-next-edit--tick nil
  "The buffer's `buffer-chars-modified-tick' after the last command.")

(defvar-keymap hearth-next-edit-shown-map
  :doc "Keys while a next edit is on screen."
  "M-n" #'hearth-next-edit
  "C-g" #'hearth-next-edit-dismiss)

(define-minor-mode hearth-next-edit--shown-mode
  "A next edit is on screen."
  :interactive nil
  :keymap hearth-next-edit-shown-map)

;;;###autoload
(define-minor-mode hearth-next-edit-mode
  "Show the next place of a change that you have begun."
  :lighter nil
  (if hearth-next-edit-mode
      (progn
        (setq hearth-next-edit--tick (buffer-chars-modified-tick))
        (add-hook 'post-command-hook #'hearth-next-edit--after-command nil t))
    (remove-hook 'post-command-hook #'hearth-next-edit--after-command t)
    (hearth-next-edit--stop-waiting)
    (hearth-next-edit--clear)))

(defun hearth-next-edit ()
  "Go to the next edit; on its line, make it.
Where none is shown, ask for it, also for one that was put away."
  (interactive)
  (let ((shown hearth-next-edit--shown))
    (pcase shown
      ((map (:elsewhere (and place (pred identity))))
       (hearth-next-edit--clear)
       (hearth-next-edit--visit place))
      ((map (:edit (and edit (pred identity))))
       (pcase-let ((`(,beg . ,end) (eglot-range-region (plist-get edit :range))))
         (if (hearth-next-edit--there-p beg end)
             (hearth-next-edit--accept edit beg end)
           (push-mark nil t)
           (goto-char beg)
           (hearth-next-edit--draw))))
      (_ (hearth-next-edit--request)))))

(defun hearth-next-edit-dismiss ()
  "Put the next edit away.
It does not come back by itself until something else was changed."
  (interactive)
  (when hearth-next-edit--shown
    (hearth-next-edit--clear)
    (hearth-next-edit--run "hearth.nextEditDismissed" [])))

(defun hearth-next-edit--there-p (beg end)
  "Non-nil if point is on the lines from BEG to END."
  (<= (save-excursion (goto-char beg) (pos-bol))
      (point)
      (save-excursion (goto-char end) (pos-eol))))

(defun hearth-next-edit--accept (edit beg end)
  "Make EDIT, which is about the text from BEG to END."
  (hearth-next-edit--clear)
  (goto-char beg)
  (delete-region beg end)
  (insert (plist-get edit :text))
  (when-let* ((command (plist-get edit :command)))
    (hearth-next-edit--run (plist-get command :command) (or (plist-get command :arguments) []))))

(defun hearth-next-edit--visit (place)
  "Open the file of PLACE at its line, and show the edit there."
  (find-file (eglot-uri-to-path (plist-get place :uri)))
  (goto-char (car (eglot-range-region (plist-get place :range))))
  (hearth-next-edit--wait (current-buffer)))

(defun hearth-next-edit--run (command arguments)
  (jsonrpc-async-request (eglot-current-server) :workspace/executeCommand
                         (list :command command :arguments arguments)
                         :success-fn #'ignore :error-fn #'ignore :timeout-fn #'ignore))

(defun hearth-next-edit--request (&optional automatic)
  "Ask for the next edit; AUTOMATIC when nobody asked for it by a key."
  (when (and (eglot-managed-p) (eglot-server-capable :experimental :copilotInlineEditProvider))
    (eglot--signal-textDocument/didChange)
    (let ((buffer (current-buffer))
          (tick (buffer-chars-modified-tick)))
      (jsonrpc-async-request
       (eglot-current-server) :textDocument/copilotInlineEdit
       `(,@(eglot--TextDocumentPositionParams) :context (:triggerKind ,(if automatic 2 1)))
       :success-fn
       (lambda (answer)
         (when (buffer-live-p buffer)
           (with-current-buffer buffer
             (when (and hearth-next-edit-mode (= tick (buffer-chars-modified-tick)))
               (hearth-next-edit--show answer tick)))))
       ;; Errors and late answers are in Eglot's own log; a hint is no reason to interrupt.
       :error-fn #'ignore
       :timeout-fn #'ignore))))

(defun hearth-next-edit--show (answer tick)
  "Show the server's ANSWER for the buffer's TICK, unless there is ghost text."
  (hearth-next-edit--clear)
  (pcase-let* (((map :edits :elsewhere :others) answer)
               (edit (and (< 0 (length edits)) (elt edits 0))))
    (when (and (or edit elsewhere) (not (bound-and-true-p hearth-inline--overlay)))
      (setq hearth-next-edit--shown
            (list :edit edit :elsewhere (and (not edit) elsewhere) :others (or others 0) :tick tick))
      (hearth-next-edit--shown-mode 1)
      (hearth-next-edit--draw))))

(defun hearth-next-edit--draw ()
  (mapc #'delete-overlay hearth-next-edit--overlays)
  (setq hearth-next-edit--overlays nil)
  (pcase-let* (((map :edit :elsewhere :others) hearth-next-edit--shown)
               (`(,beg . ,end) (and edit (eglot-range-region (plist-get edit :range)))))
    (when edit
      (when (< beg end)
        (hearth-next-edit--overlay beg end 'face 'hearth-next-edit-old))
      (hearth-next-edit--overlay
       end end 'after-string (propertize (plist-get edit :text) 'face 'hearth-next-edit-new)))
    (unless (and edit (hearth-next-edit--there-p beg end))
      (let ((shown (propertize (hearth-next-edit--hint beg edit elsewhere others) 'face 'hearth-next-edit-hint)))
        (put-text-property 0 1 'cursor t shown) ; the cursor stands before the hint, not behind it
        (hearth-next-edit--overlay (pos-eol) (pos-eol) 'after-string shown)))))

(defun hearth-next-edit--overlay (beg end property value)
  (let ((overlay (make-overlay beg end)))
    (overlay-put overlay property value)
    (push overlay hearth-next-edit--overlays)))

(defun hearth-next-edit--hint (beg edit elsewhere others)
  "One line that says where the next edit is, which begins at BEG or is ELSEWHERE."
  (concat
   (substitute-command-keys "  \\<hearth-next-edit-shown-map>\\[hearth-next-edit]  ")
   (if edit
       (format "line %d: %s" (line-number-at-pos beg t)
               (truncate-string-to-width (string-clean-whitespace (plist-get edit :text)) 40 nil nil t))
     (format "%s line %d" (file-name-nondirectory (eglot-uri-to-path (plist-get elsewhere :uri)))
             (1+ (map-nested-elt elsewhere '(:range :start :line)))))
   (if (< 0 others) (format ", and %d more" others) "")))

(defun hearth-next-edit--clear ()
  "Take away what is on screen."
  (mapc #'delete-overlay hearth-next-edit--overlays)
  (setq hearth-next-edit--overlays nil
        hearth-next-edit--shown nil)
  (hearth-next-edit--shown-mode -1))

(defun hearth-next-edit--after-command ()
  (let ((changed (/= hearth-next-edit--tick (buffer-chars-modified-tick))))
    (setq hearth-next-edit--tick (buffer-chars-modified-tick))
    (cond
     (changed
      (hearth-next-edit--clear)
      (hearth-next-edit--wait (current-buffer)))
     (hearth-next-edit--shown (hearth-next-edit--draw)))))

(defun hearth-next-edit--wait (buffer)
  "Ask in BUFFER when nobody types."
  (with-current-buffer buffer
    (hearth-next-edit--stop-waiting)
    (setq hearth-next-edit--timer
          (run-with-idle-timer hearth-next-edit-delay nil #'hearth-next-edit--request-in buffer))))

(defun hearth-next-edit--request-in (buffer)
  (when (eq buffer (current-buffer))
    (hearth-next-edit--request t)))

(defun hearth-next-edit--stop-waiting ()
  (when hearth-next-edit--timer
    (cancel-timer hearth-next-edit--timer)
    (setq hearth-next-edit--timer nil)))

(provide 'hearth-next-edit)

;;; hearth-next-edit.el ends here
