#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# window_e2e.sh PROGRAM: the real window on a display of its own, with a window manager, a pointer and a
# keyboard: steps, chooses, kills, exports, runs, opens a bad file and quits. 77 where a tool is missing.
set -euo pipefail
program=$(realpath "$1")
for tool in Xvfb openbox xdotool; do
  command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done

# No desktop answers here; Qt 6.8 asks for its portal all the same, and leaks the question.
export QT_NO_XDG_DESKTOP_PORTAL=1

work=$(mktemp -d)
children=()
tidy() {
  for ((at = ${#children[@]} - 1; at >= 0; at--)); do kill "${children[at]}" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap tidy EXIT

fail() {
  echo "FAILED: $*"
  echo "--- the program said:"
  tail -n 20 "$work/out" "$work/err" 2>/dev/null || true
  exit 1
}

# until SECONDS COMMAND...: tries again until it succeeds.
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.05
  done
}

last_view() { grep '^view ' "$work/out" | tail -n 1; }
step() { last_view | cut -d' ' -f3; }
view_says() { last_view | grep -qE "$1"; }
step_is() { [[ $(step) == "$1" ]]; }
file_there() { [[ -s $1 ]]; }

place() { grep "^$1 " "$work/out" | tail -n 1; }
click() {
  local name x y width height
  read -r name x y width height <<<"$(place "$1")"
  [[ $name ]] || fail "no control is called $1"
  xdotool mousemove $((x + width / 2)) $((y + height / 2)) click 1
}
key() { xdotool key "$@"; }

# is_png FILE: prints width and height.
is_png() {
  [[ $(head -c 8 "$1" | od -An -tx1 | tr -d ' \n') == 89504e470d0a1a0a ]] || return 1
  od -An -tu4 --endian=big -j16 -N8 "$1"
}

# export_to FILE: through the dialog, as a person types it.
export_to() {
  key ctrl+e
  until_true 10 xdotool search --onlyvisible --name 'Export timeline' >/dev/null 2>&1 || fail "no dialog for the export"
  sleep 0.5
  key ctrl+a
  xdotool type --delay 15 "$1"
  key Return
  if ! until_true 3 file_there "$1"; then
    key Return # the first one only closed the list of suggestions
    until_true 10 file_there "$1" || fail "no file $1"
  fi
}

# A display number that nobody uses is chosen by the server itself.
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$work/display" >"$work/xvfb" 2>&1 &
children+=($!)
until_true 20 file_there "$work/display" || fail "Xvfb does not start"
export DISPLAY=:$(<"$work/display")
export QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR=$work HOME=$work
openbox >/dev/null 2>&1 &
children+=($!)
managed() { [[ $(xdotool get_num_desktops 2>/dev/null) -gt 0 ]]; }
until_true 20 managed || fail "openbox does not start" # before, it would move the window afterwards

cd "$work"
"$program" --print-geometry >"$work/out" 2>"$work/err" &
child=$!
children+=("$child")
until_true 120 grep -q '^geometry-end' "$work/out" || fail "the window does not come"
view_says PAUSED || fail "it does not open paused"

start=$(step)
click step-core-button
until_true 10 step_is $((start + 1)) || fail "Step core"
key F10
until_true 10 step_is $((start + 2)) || fail "F10"
click step-all-button
until_true 10 eval '(($(step) > start + 2))' || fail "Step all"

export_to "$work/before.png"
read -r width height <<<"$(is_png "$work/before.png")" || fail "not a PNG"
((width >= 800 && height >= 100)) || fail "the picture is $width x $height"

key 2
click kill-button
until_true 10 view_says 'DEAD' || fail "Kill core"
[[ $(last_view | grep -o DEAD | wc -l) == 1 ]] || fail "more than one core died"
export_to "$work/after.png"
cmp -s "$work/before.png" "$work/after.png" && fail "the kill is not in the picture"

click vga-console
key k
sleep 0.5
[[ $(last_view | grep -o DEAD | wc -l) == 1 ]] || fail "a key typed at the guest's screen killed a core"
key ctrl+alt
sleep 0.2

here=$(step)
click run-button
until_true 10 view_says RUNNING || fail "Run"
until_true 10 eval '(($(step) > here + 1000))' || fail "it does not run"
key F5
until_true 10 view_says PAUSED || fail "F5 does not pause"

key F5
until_true 10 view_says RUNNING || fail "F5 does not run"
key ctrl+q
gone() { ! kill -0 "$child" 2>/dev/null; }
until_true 10 gone || fail "it does not end during a run"
wait "$child" || fail "it ended with code $?"
echo "not a kernel" >"$work/notes.txt"
: >"$work/out" # at once: what the first window said must not be taken for the second's
"$program" "$work/notes.txt" --print-geometry >"$work/out" 2>"$work/err" &
child=$!
children+=("$child")
until_true 60 grep -q '^geometry-end' "$work/out" || fail "no window for a file that is not a kernel"
until_true 10 eval '[[ $(place banner-text) ]]' || fail "nothing says that the file is not a kernel"
until_true 10 view_says 'NO IMAGE' || fail "a machine was made of a text file"
click banner-close
key ctrl+q
until_true 10 gone || fail "the window with the message does not close"
wait "$child" || fail "it ended with code $?"

[[ ! -s $work/err ]] || { echo "on stderr:"; cat "$work/err"; }
echo "passed: steps, keys, kill, export, run, a bad file and quit on $DISPLAY"
