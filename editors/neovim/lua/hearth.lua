-- Ghost text from Hearth: what Neovim's own inline completion leaves to be done.
local M = {}

---@class hearth.Options
---@field keys? table<hearth.Action, string|false> other keys, or false for none
---@field popup? boolean the suggestion as an item of the completion menu too (in 0.11 it always is)
---@field next_edits? boolean the next place of a change that was begun; false where a plugin draws that
---@field name? string the client's name: sidekick.nvim asks those with "copilot" in it, such as copilot-hearth

---@alias hearth.Action 'accept'|'accept_word'|'accept_line'|'ask'|'next'|'previous'|'next_edit'|'dismiss'

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

local client_name = 'hearth'

local function is_hearth(client_id)
  local client = vim.lsp.get_client_by_id(client_id)
  return client ~= nil and client.name == client_name
end

--- What Neovim keeps of a buffer's ghost text. This is not part of its interface: where it is missing, ghost text that no
--- longer fits stays until the server's answer.
local function neovims(buffer)
  local found, capability = pcall(require, 'vim.lsp._capability')
  local kind = found and capability.all and capability.all.inline_completion
  return kind and kind.active[buffer]
end

--- Whether ghost text is on screen: there may be none although Neovim keeps a suggestion.
local function is_drawn(buffer)
  local namespace = vim.api.nvim_get_namespaces()['nvim.lsp.inline_completion']
  return namespace ~= nil and #vim.api.nvim_buf_get_extmarks(buffer, namespace, 0, -1, { limit = 1 }) > 0
end

--- Whether a completion plugin draws ghost text of its own now: of two in a row nobody can read either.
local function is_drawn_by_others()
  local blink = package.loaded['blink.cmp.completion.windows.ghost_text']
  if blink and blink.is_open() then
    return true
  end
  local cmp = package.loaded.cmp
  return cmp ~= nil and cmp.visible() and cmp.get_config().experimental.ghost_text and true or false
end

local function here()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local line = vim.api.nvim_get_current_line()
  return { row = row, before = line:sub(1, column), after = line:sub(column + 1) }
end

--- Where the cursor stood when what a buffer shows was asked for.
local places = {}

--- Whether a suggestion for that place may still be seen: nothing but its beginning was typed since.
local function still_fits(item, place)
  local now = here()
  if now.row ~= place.row or now.after ~= place.after or not vim.startswith(now.before, place.before) then
    return false
  end
  local typed = now.before:sub(#place.before + 1)
  local text = item.insert_text
  return typed == '' or (type(text) == 'string' and #typed < #text and vim.startswith(text, typed))
end

--- Takes away ghost text of Hearth's that must not be seen: Neovim itself keeps it until the next answer.
local function hide_what_does_not_fit(buffer)
  local shown = neovims(buffer)
  local item = shown and shown.current
  if not item or buffer ~= vim.api.nvim_get_current_buf() or not is_hearth(item.client_id) then
    return
  end
  local place = places[buffer]
  if (place and not still_fits(item, place)) or is_drawn_by_others() then
    -- Neovim may keep the item: a key that is on its way to accept it must find it, to be refused.
    shown:hide()
  end
end

--- Looks behind every event at which Neovim draws. Its own autocommands must come first, so these are made anew with each
--- request: then those are there.
local function watch(buffer)
  vim.api.nvim_create_autocmd({ 'InsertEnter', 'CursorMovedI', 'TextChangedI', 'TextChangedP' }, {
    group = vim.api.nvim_create_augroup('hearth.ghost.' .. buffer, {}),
    buffer = buffer,
    callback = function()
      hide_what_does_not_fit(buffer)
    end,
  })
end

--- A completion plugin's ghost text may come at any time.
local function watch_others()
  vim.api.nvim_set_decoration_provider(vim.api.nvim_create_namespace('hearth'), {
    on_start = function()
      local buffer = vim.api.nvim_get_current_buf()
      if is_drawn(buffer) and is_drawn_by_others() then
        vim.schedule(function()
          hide_what_does_not_fit(buffer)
        end)
      end
    end,
  })
end

--- Accepts the ghost text, or of Hearth's only the next word or line. False when there is none.
--- `otherwise` are the keys to type when the suggestion turns out to be stale.
---@param part? 'word'|'line'
---@param otherwise? string
---@return boolean
function M.accept(part, otherwise)
  -- Of keys that were typed at once the ones before may not be in the text yet: `on_accept` looks again.
  if not is_drawn(0) then
    return false
  end
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

--- Neovim asks on its own account only, so the request after `ask` is marked as one that was made by hand. It shows
--- every answer as if it had just been asked for: where that was is kept with it.
local function follow_requests(client)
  local request = client.request
  function client.request(self, method, params, handler, buffer, ...)
    if method ~= 'textDocument/inlineCompletion' or not handler then
      return request(self, method, params, handler, buffer, ...)
    end
    if by_hand then
      by_hand = false
      params.context.triggerKind = vim.lsp.protocol.InlineCompletionTriggerKind.Invoked
    end
    local place = here()
    watch(buffer)
    return request(self, method, params, function(err, result, ...)
      if result then
        places[buffer] = place
      end
      handler(err, result, ...)
      hide_what_does_not_fit(buffer)
    end, buffer, ...)
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
    hide_what_does_not_fit(vim.api.nvim_get_current_buf())
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

--- Those of next edits are mapped while one is on screen.
local is_of_next_edits = { next_edit = true, dismiss = true }

local function map(keys)
  local own = {}
  for name, key in pairs(keys or {}) do
    if not is_of_next_edits[name] then
      own[name] = key
    end
  end
  for name, key in pairs(vim.tbl_extend('force', default_keys, own)) do
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
  client_name = options.name or client_name
  if client_name ~= 'hearth' then
    vim.lsp.config(client_name, assert(vim.lsp.config.hearth))
  end
  if has_ghost_text then
    map(options.keys)
    vim.lsp.config(client_name, { on_init = follow_requests })
    watch_others()
    vim.lsp.inline_completion.enable()
  end
  if options.popup or not has_ghost_text then
    enable_popup()
  end
  local next_edits = options.next_edits
  if next_edits == nil then
    next_edits = not client_name:find('copilot')
  end
  if next_edits then
    require('hearth.next_edits').setup(options.keys)
  end
  vim.lsp.enable(client_name)
end

return M
