-- A language server inside Neovim, for the tests of completion plugins: it knows the members of a list.
local words = { 'items_of', 'item_count', 'items' }

local function answers(method)
  if method == 'initialize' then
    return { capabilities = { completionProvider = { triggerCharacters = { '.' } } } }
  elseif method == 'textDocument/completion' then
    return vim.tbl_map(function(word)
      return { label = word, kind = 5, sortText = word }
    end, words)
  end
end

local function start()
  local closing = false
  return {
    request = function(method, _, callback)
      vim.schedule(function()
        callback(nil, answers(method))
      end)
      return true, 1
    end,
    notify = function()
      return true
    end,
    is_closing = function()
      return closing
    end,
    terminate = function()
      closing = true
    end,
  }
end

vim.lsp.config('other', { cmd = start })
vim.lsp.enable('other')
