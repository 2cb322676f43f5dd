-- Ghost text from Hearth: what Neovim's own inline completion leaves to be done.
local M = {}

---@class hearth.Options
---@field keys? table<hearth.Action, string|false> other keys, or false for none
---@field popup? boolean the suggestion as an item of the completion menu too (in 0.11 it always is)

---@alias hearth.Action 'accept'|'accept_word'|'accept_line'|'ask'|'next'|'previous'

local default_keys = {
  accept = '<Tab>',
  accept_word = '<M-Right>',
  accept_line = '<M-C-Right>',
  ask = '<M-Bslash>',
  next = '<M-]>',
  previous = '<M-[>',
}

--- Neovim 0.11 has no ghost text; there the suggestion is in the completion menu.
local has_ghost_text = vim.lsp.inline_completion ~= nil

--- Where the next word or line of a text ends.
local pattern = {
  word = '^%s*[%w_]+',
  line = '^\n?[^\n]+',
}

local function first(part, text)
  return text:match(pattern[part]) or text:match('^%s*.[\128-\191]*') or text
end

--- Hearth's suggestion, or its next word or line, as it fits after typing on: accepting it must not repeat
--- what was typed (Neovim 0.12 keeps the range as it was). Nil when something else was typed, or the cursor
--- is elsewhere.
local function fitting(item, part)
  local row, column, end_row, end_column = item.range:to_extmark()
  local cursor_row, cursor_column = unpack(vim.api.nvim_win_get_cursor(0))
  if cursor_row - 1 ~= row or end_row ~= row or cursor_column < column then
    return nil
  end
  local typed = vim.api.nvim_buf_get_text(0, row, column, row, cursor_column, {})[1]
  if not vim.startswith(item.insert_text, typed) then
    return nil
  end
  local tail = end_column - column
  local rest = item.insert_text:sub(#typed + 1)
  local accepted = part and first(part, rest) or rest
  if #accepted < #rest then
    tail = 0
    item.command = nil
  end
  item.insert_text = typed .. accepted
  -- The suggestion began at the cursor: what it replaces behind that has moved along.
  item.range = vim.range(vim.api.nvim_get_current_buf(), row, column, row, cursor_column + tail)
  return item
end

local function is_hearth(client_id)
  local client = vim.lsp.get_client_by_id(client_id)
  return client ~= nil and client.name == 'hearth'
end

--- Accepts the ghost text, or of Hearth's only the next word or line. False when there is none.
--- `otherwise` are the keys to type when the suggestion turns out to be stale.
---@param part? 'word'|'line'
---@param otherwise? string
---@return boolean
function M.accept(part, otherwise)
  return vim.lsp.inline_completion.get({
    on_accept = function(item)
      if not is_hearth(item.client_id) then
        return item
      end
      local fresh = fitting(item, part)
      if not fresh then
        vim.api.nvim_feedkeys(vim.keycode(otherwise or ''), 'in', false)
      end
      return fresh
    end,
  })
end

local by_hand = false

--- Asks for suggestions now; Hearth answers with several.
function M.ask()
  by_hand = true
  vim.api.nvim_exec_autocmds('CursorMovedI', { buffer = 0 })
end

--- Neovim asks on its own account only, so the request after `ask` is marked as one that was made by hand.
local function mark_requests(client)
  local request = client.request
  function client.request(self, method, params, ...)
    if by_hand and method == 'textDocument/inlineCompletion' then
      by_hand = false
      params.context.triggerKind = vim.lsp.protocol.InlineCompletionTriggerKind.Invoked
    end
    return request(self, method, params, ...)
  end
end

local function accepting(part)
  return function(key)
    return M.accept(part, key) and '' or key
  end
end

--- A mapping that is an expression must not act while it is evaluated.
local function later(action)
  return function()
    vim.schedule(action)
    return ''
  end
end

local function cycling(count)
  return later(function()
    vim.lsp.inline_completion.select({ count = count })
  end)
end

--- `run` is given the key that was pressed, and returns what to type for it.
local actions = {
  accept = { run = accepting(), description = 'Accept the suggestion' },
  accept_word = { run = accepting('word'), description = 'Accept the next word of the suggestion' },
  accept_line = { run = accepting('line'), description = 'Accept the next line of the suggestion' },
  ask = { run = later(M.ask), description = 'Ask for several suggestions' },
  next = { run = cycling(1), description = 'Next suggestion' },
  previous = { run = cycling(-1), description = 'Previous suggestion' },
}

local function map(keys)
  for name, key in pairs(vim.tbl_extend('force', default_keys, keys or {})) do
    local action = assert(actions[name], ('hearth has no action %q'):format(name))
    if key then
      vim.keymap.set('i', key, function()
        return action.run(key)
      end, { expr = true, desc = action.description })
    end
  end
end

local function enable_popup()
  vim.api.nvim_create_autocmd('LspAttach', {
    group = vim.api.nvim_create_augroup('hearth', {}),
    callback = function(event)
      if is_hearth(event.data.client_id) then
        vim.lsp.completion.enable(true, event.data.client_id, event.buf, { autotrigger = true })
      end
    end,
  })
end

--- Starts Hearth for every file and shows what it suggests.
---@param options? hearth.Options
function M.setup(options)
  options = options or {}
  if has_ghost_text then
    map(options.keys)
    vim.lsp.config('hearth', { on_init = mark_requests })
    vim.lsp.inline_completion.enable()
  end
  if options.popup or not has_ghost_text then
    enable_popup()
  end
  vim.lsp.enable('hearth')
end

return M
