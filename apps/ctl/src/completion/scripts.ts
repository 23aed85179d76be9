/** For each shell: asks the program itself what may come next, a word a line. */
export const completionScripts = {
  bash: `_dormouse() {
  local IFS=$'\\n' word="\${COMP_WORDS[COMP_CWORD]}"
  local words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  # '@' and ':' break words in bash: they are put together again for the question, and taken off the answers.
  if declare -F _get_comp_words_by_ref >/dev/null; then
    local cur joined cword
    _get_comp_words_by_ref -n '@:=' -w joined -i cword -c cur
    words=("\${joined[@]:1:cword}") word="$cur"
  fi
  COMPREPLY=($("\${COMP_WORDS[0]}" __complete -- "\${words[@]}" 2>/dev/null))
  local broken="\${word%"\${word##*[@:=]}"}"
  if [ -n "$broken" ] && [ "\${COMP_WORDS[COMP_CWORD]}" != "$word" ]; then
    COMPREPLY=("\${COMPREPLY[@]#"$broken"}")
  fi
}
complete -o default -F _dormouse dormouse
`,
  zsh: `#compdef dormouse
_dormouse() {
  local -a found
  found=("\${(@f)$("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  (( \${#found} )) && compadd -- "\${found[@]}"
}
compdef _dormouse dormouse
`,
  fish: `function __dormouse_complete
  set -l words (commandline -opc) (commandline -ct)
  dormouse __complete -- $words[2..-1] 2>/dev/null
end
complete -c dormouse -f -a '(__dormouse_complete)'
`,
} as const;
