# fish completion of llmcost, written by `llmcost completion fish`

function __llmcost_files
    for suffix in .yaml .yml .json
        __fish_complete_suffix $suffix | string match -r '^(?:.*/|.*\\'$suffix')(?:\t.*)?$'
    end
end

# Paths of inputs, with an end: = or nothing.
function __llmcost_paths -a end
    set -l base (string replace -r '[^.]*$' '' -- (commandline -ct) | string replace -r '^--[a-z-]*=' '')
    set -l keys
    if string match -qr '^[^.]+\..+\.$' -- "$base"
        set keys (__llmcost_section_keys (string split -m 1 . -- $base)[1])
    end
    if set -q keys[1]
        printf '%s\n' $base$keys$end
    else
        printf '%s\n' (__llmcost_all_paths)$end
    end
end

# No command but report was named.
function __llmcost_reports
    not __fish_seen_subcommand_from (__llmcost_other_commands)
end
