-- Hearth in Neovim 0.12, and in the completion menu of 0.11. For init.lua, or a file in ~/.config/nvim/plugin;
-- `hearth init neovim` prints it with the paths of your installation.
vim.opt.runtimepath:append('/usr/lib/node_modules/hearth-ls/editors/neovim')
vim.lsp.config('hearth', { cmd = { 'hearth', '--stdio' } })
require('hearth').setup()
-- With sidekick.nvim, which draws next edits itself: setup({ name = 'copilot-hearth' })

-- Settings, if any; all are in Hearth's README:
--   vim.lsp.config('hearth', { settings = { hearth = { model = '~/models/qwen2.5-coder-1.5b-q8_0.gguf' } } })
