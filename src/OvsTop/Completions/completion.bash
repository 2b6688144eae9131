# bash completion of ovstop: eval "$(ovstop completion bash)", or as a file in /usr/share/bash-completion/completions.
_ovstop() {
    local line=${COMP_LINE:0:COMP_POINT} typed known IFS=$'\n'
    # bash cuts words at = and : too, of which filters are full, so the words are cut anew, at blanks outside of quotes.
    local -a words=()
    local word="" quote="" begun="" i c
    for ((i = 0; i < ${#line}; i++)); do
        c=${line:i:1}
        if [[ $quote ]]; then
            if [[ $c == "$quote" ]]; then quote=""; else word+=$c; fi
        elif [[ $c == [\"\'] ]]; then
            quote=$c begun=1
        elif [[ $c == [[:space:]] ]]; then
            if [[ $word || $begun ]]; then words+=("$word"); fi
            word="" begun=""
        else
            word+=$c
        fi
    done
    words+=("$word")
    mapfile -t COMPREPLY < <("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null | cut -f 1)
    # What stands before the last of its own word breaks, bash keeps.
    typed=${COMP_WORDS[COMP_CWORD]}
    typed=${typed#[\"\']}
    [[ $typed == [=:] ]] && typed=""
    known=${word%"$typed"}
    COMPREPLY=("${COMPREPLY[@]#"$known"}")
}
complete -o default -o nosort -F _ovstop ovstop
