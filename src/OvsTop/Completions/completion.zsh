#compdef ovstop
# zsh completion of ovstop: eval "$(ovstop completion zsh)", or as a file _ovstop in a folder of $fpath.
_ovstop() {
    local -a typed values shown
    local line
    # PREFIX is the word up to the cursor without a quote that is still open.
    typed=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
    for line in "${(@f)$("${words[1]}" complete -- "${typed[@]}" 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    if (( $#values )); then compadd -V ovstop -l -d shown -a values; else _files; fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _ovstop "$@"; else compdef _ovstop ovstop; fi
