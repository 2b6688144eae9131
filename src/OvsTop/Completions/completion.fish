# fish completion of ovstop: ovstop completion fish | source, or as a file in ~/.config/fish/completions.
function __ovstop_proposals
    set -l words (commandline -opc)
    set -l command $words[1]
    set -e words[1]
    $command complete -- $words (commandline -ct | string unescape) 2>/dev/null
end
complete -c ovstop -k -a '(__ovstop_proposals)'
