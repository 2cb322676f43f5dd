-- Loaded into Neovim before its own configuration: what a test asks about the running editor.
vim.g.loaded_python3_provider = 0 -- its detection takes seconds where Python is a version manager's shim

Observed = { statuslines = {}, answers = {} }

--- How often each method was answered.
setmetatable(Observed.answers, {
  __index = function()
    return 0
  end,
})

vim.api.nvim_create_autocmd('LspProgress', {
  callback = function()
    table.insert(Observed.statuslines, vim.api.nvim_eval_statusline(vim.o.statusline, {}).str)
  end,
})

vim.api.nvim_create_autocmd('LspRequest', {
  callback = function(event)
    local request = event.data.request
    if request.type == 'complete' then
      Observed.answers[request.method] = Observed.answers[request.method] + 1
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

--- Where the cursor stood and what the text was when each request was made, newest last.
local asked = {}

vim.api.nvim_create_autocmd('LspRequest', {
  callback = function(event)
    local request = event.data.request
    if request.type == 'pending' and request.method == 'textDocument/inlineCompletion' then
      local row, column = unpack(vim.api.nvim_win_get_cursor(0))
      table.insert(asked, { row = row - 1, column = column, text = Observed.text() })
    end
  end,
})

--- What the buffer would be with this text in the place of a range.
local function with(text, row, column, end_row, end_column, inserted)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(text:sub(1, -2), '\n'))
  vim.api.nvim_buf_set_text(buffer, row, column, end_row, end_column, vim.split(inserted, '\n'))
  local result = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') .. '\n'
  vim.api.nvim_buf_delete(buffer, { force = true })
  return result
end

--- Why the ghost text on screen is stale: it does not stand at the cursor, or the text with it is not what the suggestion
--- would have made of the text that it was asked for. Nil where it is not.
function Observed.stale()
  local ghost = Observed.ghost()
  if not ghost then
    return nil
  end
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  if ghost.row ~= row - 1 or ghost.column < column then
    return ('the cursor is at %d:%d, the ghost text at %d:%d'):format(row - 1, column, ghost.row, ghost.column)
  end
  -- Neovim draws behind what stands right of the cursor already, where the suggestion begins with that.
  local drawn = vim.api.nvim_get_current_line():sub(column + 1, ghost.column) .. ghost.text
  local current = require('vim.lsp._capability').all.inline_completion.active[vim.api.nvim_get_current_buf()].current
  local from_row, from_column, to_row, to_column = current.range:to_extmark()
  for index = #asked, 1, -1 do
    local place = asked[index]
    if place.row == from_row and place.column == from_column then
      local promised = with(place.text, from_row, from_column, to_row, to_column, current.insert_text)
      local tail = to_column - from_column
      if with(Observed.text(), row - 1, column, row - 1, column + tail, drawn) == promised then
        return nil
      end
    end
  end
  return ('%q is drawn at %d:%d of\n%s'):format(ghost.text, ghost.row, ghost.column, Observed.text())
end

--- What was seen while keys were played: how often there was ghost text when Neovim waited for the next key, and each
--- time why it was stale.
Observed.played = { done = false, shown = 0, stale = {} }

vim.api.nvim_create_autocmd('SafeState', {
  callback = function()
    if vim.fn.mode() ~= 'i' then
      return
    end
    if Observed.ghost() then
      Observed.played.shown = Observed.played.shown + 1
    end
    local why = Observed.stale()
    if why then
      table.insert(Observed.played.stale, why)
    end
  end,
})

--- Types steps of {keys, milliseconds to wait behind them}; the keys 'ghost' are the next letter of the ghost text.
function Observed.play(steps)
  Observed.played.done = false
  local function step(index)
    local current = steps[index]
    if not current then
      Observed.played.done = true
      return
    end
    local ghost = Observed.ghost()
    local keys = current[1] ~= 'ghost' and current[1] or ghost and ghost.text:sub(1, 1) or ''
    vim.api.nvim_input(keys == '\n' and '<CR>' or keys == '<' and '<lt>' or keys)
    vim.defer_fn(function()
      step(index + 1)
    end, current[2])
  end
  step(1)
end

--- What is drawn of the next edit: the text that it takes away and its row, the one that it brings, and the hint behind
--- the cursor's line. Nil where nothing is.
function Observed.next_edit()
  local namespace = vim.api.nvim_get_namespaces()['hearth.next_edits']
  local marks = namespace and vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true }) or {}
  local seen
  for _, mark in ipairs(marks) do
    local _, row, column, details = unpack(mark)
    seen = seen or {}
    local text = (details.virt_text or {})[1]
    if details.hl_group == 'HearthNextEditOld' then
      local lines = vim.api.nvim_buf_get_text(0, row, column, details.end_row, details.end_col, {})
      seen.old, seen.row = table.concat(lines, '\n'), row
    elseif text and text[2] == 'HearthNextEditNew' then
      seen.new = text[1]
    elseif text and text[2] == 'HearthNextEditHint' then
      seen.hint = vim.trim(text[1])
    end
  end
  return seen
end

--- The places that sidekick.nvim draws in this buffer.
function Observed.sidekick_rows()
  return vim.tbl_map(function(edit)
    return edit.range.start.line
  end, require('sidekick.nes').get(vim.api.nvim_get_current_buf()))
end
