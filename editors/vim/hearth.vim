" Hearth in Vim 9, by whichever of coc.nvim, vim-lsp, yegappan/lsp and ALE is installed, the first of them if several
" are. For ~/.vim/plugin; `hearth init vim` prints it with the command of your installation.
if exists('g:loaded_hearth')
  finish
endif
let g:loaded_hearth = 1

let s:command = ['hearth', '--stdio']

" Settings, if any, go into your vimrc; all are in Hearth's README:
"   let g:hearth_settings = {'model': '~/models/qwen2.5-coder-1.5b-q8_0.gguf'}
let s:settings = get(g:, 'hearth_settings', {})

function! s:Client() abort
  return exists('g:did_coc_loaded') ? 'coc'
    \ : exists('g:lsp_loaded') ? 'vim-lsp'
    \ : exists('g:loaded_lsp') ? 'yegappan/lsp'
    \ : exists(':ALEInfo') ? 'ALE' : ''
endfunction

function! s:Root(folder) abort
  let git = finddir('.git', a:folder .. ';')
  return git ==# '' ? a:folder : fnamemodify(git, ':p:h:h')
endfunction

function! s:SetUpCoc() abort
  call coc#config('languageserver.hearth', {'command': s:command[0], 'args': s:command[1:], 'filetypes': ['*'],
    \ 'rootPatterns': ['.git'], 'initializationOptions': s:settings})
endfunction

function! s:SetUpVimLsp() abort
  call lsp#register_server({'name': 'hearth', 'cmd': s:command, 'allowlist': ['*'],
    \ 'root_uri': {-> lsp#utils#path_to_uri(s:Root(expand('%:p:h')))}, 'initialization_options': s:settings})
endfunction

" This client has no pattern for every type.
function! s:SetUpYegappan() abort
  call LspAddServer([{'name': 'hearth', 'path': s:command[0], 'args': s:command[1:],
    \ 'filetype': getcompletion('', 'filetype'), 'rootSearch': ['.git/'], 'initializationOptions': s:settings}])
endfunction

" ALE knows servers as linters of one type, and for many types it runs only those of its own list.
function! s:SetUpAle(type) abort
  let linters = map(ale#linter#Get(a:type), 'v:val.name')
  if a:type ==# '' || index(linters, 'hearth') >= 0
    return
  endif
  call ale#linter#Define(a:type, {'name': 'hearth', 'lsp': 'stdio', 'executable': s:command[0],
    \ 'command': join(map(copy(s:command), 'shellescape(v:val)')), 'language': {-> a:type},
    \ 'project_root': {buffer -> s:Root(fnamemodify(bufname(buffer), ':p:h'))}, 'initialization_options': s:settings})
  let b:ale_linters = linters + ['hearth']
endfunction

augroup hearth
  autocmd!
  autocmd VimEnter * if s:Client() ==# 'coc' | call s:SetUpCoc() | endif
  autocmd User lsp_setup if s:Client() ==# 'vim-lsp' | call s:SetUpVimLsp() | endif
  autocmd User LspSetup if s:Client() ==# 'yegappan/lsp' | call s:SetUpYegappan() | endif
  autocmd FileType * if s:Client() ==# 'ALE' | call s:SetUpAle(expand('<amatch>')) | endif
augroup END
