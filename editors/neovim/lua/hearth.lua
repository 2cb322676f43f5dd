-- Ghost text from Hearth: what Neovim's own inline completion leaves to be done.
local M = {}

---@class hearth.Options
---@field keys? table<hearth.Action, string|false> other keys, or false for none
---@field popup? boolean the suggestion as an item of the completion menu too (in 0.11 it always is)

---@alias hearth.Action 'accept'|'accept_word'|'accept_line'|'next'|'previous'

local default_keys = {
  accept = '<Tab>',
  accept_word = '<M-Right>',
  accept_line = '<M-C-Right>',
  next = '<M-]>',
  previous = '<M-[>',
}

--- Neovim 0.11 has no ghost text; there the suggestion is in the completion menu.
local has_ghost_text = vim.lsp.inline_completion ~= nil

--- The suggestion with its range stretched over what was typed since it came, so that accepting it does
--- not repeat those letters behind it (Neovim 0.12 keeps the old range while you type on). Nil when the
--- cursor is elsewhere or something else was typed.
local function as_typed(item)
  if type(item.insert_text) ~= 'string' or not item.range or not item.range:is_empty() then
    return item
  end
  local row, column = item.range:to_extmark()
  local cursor_row, cursor_column = unpack(vim.api.nvim_win_get_cursor(0))
  if cursor_row - 1 ~= row or cursor_column < column then
    return nil
  end
  local typed = vim.api.nvim_buf_get_text(0, row, column, row, cursor_column, {})[1]
  if not vim.startswith(item.insert_text, typed) then
    return nil
  end
  item.range = vim.range(vim.api.nvim_get_current_buf(), row, column, row, cursor_column)
  return item, typed
end

--- Where the first word or line of the text after `typed` ends.
local pattern = {
  word = '^%s*[%w_]+',
  line = '^\n?[^\n]+',
}

local function first(part, text, typed)
  local rest = text:sub(#typed + 1)
  return typed .. (rest:match(pattern[part]) or rest:match('^%s*.[\128-\191]*') or rest)
end

--- Accepts the ghost text, or only its next word or line. False when there is none.
--- `otherwise` are the keys to type when the suggestion turns out to be stale.
---@param part? 'word'|'line'
---@param otherwise? string
---@return boolean
function M.accept(part, otherwise)
  return has_ghost_text
    and vim.lsp.inline_completion.get({
      on_accept = function(item)
        local fresh, typed = as_typed(item)
        if not fresh then
          vim.api.nvim_feedkeys(vim.keycode(otherwise or ''), 'in', false)
        elseif part and typed then
          fresh.insert_text = first(part, fresh.insert_text, typed)
        end
        return fresh
      end,
    })
end

local function accepting(part)
  return function(key)
    return M.accept(part, key) and '' or key
  end
end

local function selecting(count)
  return function()
    vim.schedule(function()
      vim.lsp.inline_completion.select({ count = count })
    end)
    return ''
  end
end

--- `run` is given the key that was pressed, and returns what to type for it.
local actions = {
  accept = { run = accepting(), description = 'Accept the suggestion' },
  accept_word = { run = accepting('word'), description = 'Accept the next word of the suggestion' },
  accept_line = { run = accepting('line'), description = 'Accept the next line of the suggestion' },
  next = { run = selecting(1), description = 'Next suggestion' },
  previous = { run = selecting(-1), description = 'Previous suggestion' },
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
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      if client and client.name == 'hearth' then
        vim.lsp.completion.enable(true, client.id, event.buf, { autotrigger = true })
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
    vim.lsp.inline_completion.enable()
  end
  if options.popup or not has_ghost_text then
    enable_popup()
  end
  vim.lsp.enable('hearth')
end

return M
