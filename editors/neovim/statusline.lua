-- A status line that tells while a model is loading. For init.lua.
vim.api.nvim_create_autocmd('LspProgress', { command = 'redrawstatus' })
vim.o.statusline = "%<%f %h%m%r%=%{v:lua.vim.lsp.status()}  %l,%c  %P"
