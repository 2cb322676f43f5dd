-- The server for Neovim's own LSP client (0.11 and later); vim.lsp.enable('hearth') reads this file.
return {
  cmd = { 'hearth', '--stdio' },
  root_markers = { '.git' },
  -- No `filetypes`: the model completes every file that has a type.
  settings = { hearth = vim.empty_dict() },
}
