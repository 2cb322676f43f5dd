# Hearth in Kakoune with kakoune-lsp, beside the servers that are there already. For kakrc, behind `lsp-enable`, or a
# file that kakrc sources there; `hearth init kakoune` prints it with the command of your installation.
hook -group lsp-filetype-hearth global BufSetOption filetype=.+ %{
    set-option -add buffer lsp_servers %{
        [hearth]
        root_globs = [".git", ".hg"]
        command = "hearth"
        args = ["--stdio"]
        # Settings, if any; all are in Hearth's README:
        # settings_section = "_"
        # [hearth.settings._]
        # model = "~/models/qwen2.5-coder-1.5b-q8_0.gguf"
    }
}
