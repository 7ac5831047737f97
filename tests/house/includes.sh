#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The house's doors: which room may include which. Prints every include that
# goes the wrong way.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# The rooms of emu/ from the ground up: a room uses its own and those above it here.
rooms=(base load trace bus interrupts devices cpu machine schedule history check lab session)
# Values that belong to a higher room but that lower ones pass around.
shared='emu/machine/config.hpp emu/machine/decision.hpp emu/trace/event.hpp emu/trace/words.hpp'

level_of() {
    local i
    for i in "${!rooms[@]}"; do
        if [[ ${rooms[i]} == "$1" ]]; then echo "$i"; return; fi
    done
    echo -1
}

wrong=0
complain() { echo "$1: includes $2: $3"; wrong=1; }

while IFS=: read -r file include; do
    case $file in
    emu/*)
        [[ $include == ui/* || $include == app/* ]] && complain "$file" "$include" "emu knows neither ui nor app"
        [[ $include =~ ^(Q[A-Z]|qcustomplot) ]] && complain "$file" "$include" "there is no Qt in emu"
        if [[ $include == emu/* && " $shared " != *" $include "* ]]; then
            from=${file#emu/} to=${include#emu/}
            from=$(level_of "${from%%/*}") to=$(level_of "${to%%/*}")
            ((from >= 0 && to >= 0)) || complain "$file" "$include" "no such room; tests/house/includes.sh lists them"
            ((to <= from)) || complain "$file" "$include" "that room stands above this one"
        fi
        ;;
    ui/*)
        [[ $include == app/* ]] && complain "$file" "$include" "ui does not know app"
        [[ $include =~ ^emu/(interrupts|devices|bus|schedule|check|history|lab|explore)/ ]] &&
            complain "$file" "$include" "panels see the machine through emu/session"
        [[ $include == emu/machine/machine.hpp || $include == emu/machine/board.hpp ]] &&
            complain "$file" "$include" "the window never touches the machine"
        ;;
    esac
    case $include in
    unicorn/*) [[ $file =~ ^emu/cpu/(engine|hidden_state)\.cpp$ ]] || complain "$file" "$include" "only the engine includes Unicorn" ;;
    capstone*) [[ $file == emu/cpu/disassembler.cpp ]] || complain "$file" "$include" "only the disassembler includes Capstone" ;;
    qcustomplot.h) [[ $file =~ ^ui/(picture|timeline|chart)/ ]] || complain "$file" "$include" "only timeline and chart plot" ;;
    esac
done < <(grep -rHoE '^#include +[<"][^>"]+' --include='*.hpp' --include='*.cpp' app emu ui |
    sed -E 's/#include +[<"]//')
exit "$wrong"
