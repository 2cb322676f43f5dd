-- Next edits from Hearth: the change that was begun, at the next place where it belongs. In normal mode only.
local M = {}

local method = 'textDocument/copilotInlineEdit'
local namespace = vim.api.nvim_create_namespace('hearth.next_edits')

---@class hearth.NextEditKeys
---@field next_edit? string|false
---@field dismiss? string|false
local keys = { next_edit = '<Tab>', dismiss = '<Esc>' }

--- How long after the last change is asked. The server itself waits until a change has settled.
local debounce_ms = 100

--- What is on screen, if anything: the buffer, its version then, the client, and the place. `edit` is the edit where it is
--- in that buffer, `elsewhere` where the change belongs in another file.
---@type { buffer: integer, version: integer, client: vim.lsp.Client, edit?: table, elsewhere?: table, others: integer }?
local shown

--- A buffer that was opened to see the edit in it.
local visited

local timer = assert(vim.uv.new_timer())

--- The client of a buffer that offers next edits.
local function client_of(buffer)
  for _, client in ipairs(vim.lsp.get_clients({ bufnr = buffer })) do
    local experimental = client.server_capabilities and client.server_capabilities.experimental
    if type(experimental) == 'table' and experimental.copilotInlineEditProvider then
      return client
    end
  end
end

local function run(client, name, arguments)
  client:request('workspace/executeCommand', { command = name, arguments = arguments or {} }, function() end)
end

local function unmap(buffer, key)
  if key and vim.api.nvim_buf_is_valid(buffer) then
    pcall(vim.keymap.del, 'n', key, { buffer = buffer })
  end
end

--- Takes away what is on screen.
function M.clear()
  timer:stop()
  if not shown then
    return
  end
  local buffer = shown.buffer
  shown = nil
  unmap(buffer, keys.next_edit)
  unmap(buffer, keys.dismiss)
  if vim.api.nvim_buf_is_valid(buffer) then
    vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  end
end

--- A range of LSP as rows and byte columns of a buffer, from 0.
local function bytes(client, buffer, range)
  local function at(position)
    local line = vim.api.nvim_buf_get_lines(buffer, position.line, position.line + 1, false)[1] or ''
    return position.line, vim.str_byteindex(line, client.offset_encoding, position.character, false)
  end
  local row, column = at(range.start)
  local end_row, end_column = at(range['end'])
  return row, column, end_row, end_column
end

--- A text in one short line.
local function short(text)
  local line = vim.trim(text:gsub('%s+', ' '))
  return vim.fn.strchars(line) <= 40 and line or vim.fn.strcharpart(line, 0, 39) .. '…'
end

--- The hint behind the cursor's line, for a place that is not on it.
local function hint(row)
  local key = keys.next_edit or 'next edit'
  local more = shown.others > 0 and (', and %d more'):format(shown.others) or ''
  if shown.elsewhere then
    local name = vim.fn.fnamemodify(vim.uri_to_fname(shown.elsewhere.uri), ':t')
    return ('%s  %s line %d%s'):format(key, name, shown.elsewhere.range.start.line + 1, more)
  end
  return ('%s  line %d: %s%s'):format(key, row + 1, short(shown.edit.text), more)
end

--- The old text is marked, the new one stands behind it; far from the cursor, its line says where.
local function draw()
  local buffer = shown.buffer
  vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  local cursor_row = vim.api.nvim_win_get_cursor(0)[1] - 1
  local row
  if shown.edit then
    local column, end_row, end_column
    row, column, end_row, end_column = bytes(shown.client, buffer, shown.edit.range)
    if row ~= end_row or column ~= end_column then
      vim.api.nvim_buf_set_extmark(buffer, namespace, row, column, {
        end_row = end_row,
        end_col = end_column,
        hl_group = 'HearthNextEditOld',
      })
    end
    local lines = vim.split(shown.edit.text, '\n')
    local below = {}
    for index = 2, #lines do
      table.insert(below, { { lines[index], 'HearthNextEditNew' } })
    end
    if shown.edit.text ~= '' then
      vim.api.nvim_buf_set_extmark(buffer, namespace, end_row, end_column, {
        virt_text = { { lines[1], 'HearthNextEditNew' } },
        virt_text_pos = 'inline',
        virt_lines = #below > 0 and below or nil,
      })
    end
  end
  if row ~= cursor_row then
    vim.api.nvim_buf_set_extmark(buffer, namespace, cursor_row, 0, {
      virt_text = { { '  ' .. hint(row), 'HearthNextEditHint' } },
    })
  end
end

local function map(buffer)
  if keys.next_edit then
    vim.keymap.set('n', keys.next_edit, M.jump_or_accept, { buffer = buffer, desc = 'Go to the next edit, then make it' })
  end
  if keys.dismiss then
    vim.keymap.set('n', keys.dismiss, M.dismiss, { buffer = buffer, desc = 'Put the next edit away' })
  end
end

local function show(client, buffer, result)
  M.clear()
  local edit = result.edits and result.edits[1]
  local elsewhere = not edit and type(result.elsewhere) == 'table' and result.elsewhere or nil
  if not edit and not elsewhere then
    return
  end
  shown = {
    buffer = buffer,
    version = vim.lsp.util.buf_versions[buffer],
    client = client,
    edit = edit,
    elsewhere = elsewhere,
    others = tonumber(result.others) or 0,
  }
  map(buffer)
  draw()
end

--- What other clients find wrong with a buffer: where they do, one example is enough.
local function problems(buffer)
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(buffer, { severity = { min = vim.diagnostic.severity.WARN } })) do
    table.insert(found, each.user_data and each.user_data.lsp)
  end
  return found
end

--- Asks for the next edit. `by_hand` also brings back one that was put away.
---@param by_hand? boolean
function M.ask(by_hand)
  local buffer = vim.api.nvim_get_current_buf()
  local client = client_of(buffer)
  if not client or vim.fn.mode() ~= 'n' then
    return
  end
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.textDocument.version = vim.lsp.util.buf_versions[buffer]
  params.context = { triggerKind = by_hand and 1 or 2, diagnostics = problems(buffer) }
  client:request(method, params, function(err, result)
    local is_fresh = params.textDocument.version == vim.lsp.util.buf_versions[buffer]
    local is_here = buffer == vim.api.nvim_get_current_buf() and vim.fn.mode() == 'n'
    if not err and type(result) == 'table' and is_fresh and is_here then
      show(client, buffer, result)
    end
  end, buffer)
end

local function ask_soon()
  timer:start(debounce_ms, 0, vim.schedule_wrap(function()
    M.ask(false)
  end))
end

local function go(row, column)
  vim.cmd("normal! m'")
  local line = vim.api.nvim_buf_get_lines(0, row, row + 1, false)[1] or ''
  vim.api.nvim_win_set_cursor(0, { row + 1, math.min(column, math.max(#line - 1, 0)) })
  vim.cmd('normal! zv')
end

local function accept()
  local edit, client, buffer = shown.edit, shown.client, shown.buffer
  M.clear()
  vim.lsp.util.apply_text_edits({ { range = edit.range, newText = edit.text } }, buffer, client.offset_encoding)
  if edit.command then
    run(client, edit.command.command, edit.command.arguments)
  end
  ask_soon()
end

--- Goes to the next edit; where the cursor is on its line already, makes it. False where there is none.
---@return boolean
function M.jump_or_accept()
  if not shown or shown.buffer ~= vim.api.nvim_get_current_buf() then
    return false
  end
  if shown.version ~= vim.lsp.util.buf_versions[shown.buffer] then
    M.clear()
    return false
  end
  if shown.elsewhere then
    local place, client = shown.elsewhere, shown.client
    M.clear()
    visited = vim.uri_to_bufnr(place.uri)
    vim.lsp.util.show_document(place, client.offset_encoding, { focus = true })
    ask_soon()
    return true
  end
  local row, column, end_row = bytes(shown.client, shown.buffer, shown.edit.range)
  local cursor_row = vim.api.nvim_win_get_cursor(0)[1] - 1
  if cursor_row < row or cursor_row > end_row then
    go(row, column)
    draw()
  else
    accept()
  end
  return true
end

--- Puts the next edit away. It does not come back by itself until something else was changed.
function M.dismiss()
  if shown then
    run(shown.client, 'hearth.nextEditDismissed')
    M.clear()
  end
end

---@param own? hearth.NextEditKeys
function M.setup(own)
  for name in pairs(keys) do
    if own and own[name] ~= nil then
      keys[name] = own[name]
    end
  end
  vim.api.nvim_set_hl(0, 'HearthNextEditOld', { link = 'DiffDelete', default = true })
  vim.api.nvim_set_hl(0, 'HearthNextEditNew', { link = 'DiffAdd', default = true })
  vim.api.nvim_set_hl(0, 'HearthNextEditHint', { link = 'Comment', default = true })
  local group = vim.api.nvim_create_augroup('hearth.next_edits', {})
  local function on(events, pattern, callback)
    vim.api.nvim_create_autocmd(events, { group = group, pattern = pattern, callback = callback })
  end
  on('InsertEnter', nil, M.clear)
  on('BufLeave', nil, M.clear)
  on('ModeChanged', 'i*:n', ask_soon)
  on('TextChanged', nil, function()
    M.clear()
    ask_soon()
  end)
  -- Errors that a change brings elsewhere are told a while after it.
  on('DiagnosticChanged', nil, function(event)
    if not shown and event.buf == vim.api.nvim_get_current_buf() then
      ask_soon()
    end
  end)
  on('CursorMoved', nil, function(event)
    if shown and shown.buffer == event.buf then
      draw()
    end
  end)
  -- A file that was opened for its edit has a client only after it was read.
  on('LspAttach', nil, function(event)
    if event.buf == visited and event.buf == vim.api.nvim_get_current_buf() then
      visited = nil
      ask_soon()
    end
  end)
end

return M
