-- Loaded into Neovim before its own configuration: what a test asks about the running editor.
vim.g.loaded_python3_provider = 0 -- its detection takes seconds where Python is a version manager's shim

Observed = { statuslines = {}, answers = 0 }

vim.api.nvim_create_autocmd('LspProgress', {
  callback = function()
    table.insert(Observed.statuslines, vim.api.nvim_eval_statusline(vim.o.statusline, {}).str)
  end,
})

vim.api.nvim_create_autocmd('LspRequest', {
  callback = function(event)
    local request = event.data.request
    if request.type == 'complete' and request.method == 'textDocument/inlineCompletion' then
      Observed.answers = Observed.answers + 1
    end
  end,
})

function Observed.text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

local function mark()
  local namespace = vim.api.nvim_get_namespaces()['nvim.lsp.inline_completion']
  return namespace and vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })[1]
end

--- The ghost text that is drawn, nil where there is none.
function Observed.ghost()
  local drawn = mark()
  if not drawn then
    return nil
  end
  local lines = { drawn[4].virt_text[1][1] }
  for _, line in ipairs(drawn[4].virt_lines or {}) do
    table.insert(lines, line[1][1])
  end
  return { row = drawn[2], column = drawn[3], text = table.concat(lines, '\n') }
end

--- What Neovim draws behind a suggestion that was chosen among several: " (2/3)".
function Observed.hint()
  local drawn = mark()
  local last = drawn and ((drawn[4].virt_lines or {})[#(drawn[4].virt_lines or {})] or drawn[4].virt_text)
  return last and last[2] and last[2][1]
end

--- The buffer as it looks: its text with the ghost text where that is drawn.
function Observed.looks()
  local ghost = Observed.ghost()
  if not ghost then
    return nil
  end
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local line = lines[ghost.row + 1]
  lines[ghost.row + 1] = line:sub(1, ghost.column) .. ghost.text .. line:sub(ghost.column + 1)
  return table.concat(lines, '\n') .. '\n'
end
