-- Hearth in Neovim 0.12 (0.11: in the completion menu). Beside this, lsp/hearth.lua and lua/hearth.lua
-- stand in ~/.config/nvim, or their folder is on the runtimepath:
--   vim.opt.runtimepath:append('/usr/lib/node_modules/hearth-ls/editors/neovim')
require('hearth').setup()

-- Settings, if any; all are in Hearth's README:
--   vim.lsp.config('hearth', { settings = { hearth = { model = '~/models/qwen2.5-coder-1.5b-q8_0.gguf' } } })

-- The status line shows while a model is loading.
vim.api.nvim_create_autocmd('LspProgress', { command = 'redrawstatus' })
vim.o.statusline = "%<%f %h%m%r%=%{v:lua.vim.lsp.status()}  %l,%c  %P"
