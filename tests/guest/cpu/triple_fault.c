// SPDX-License-Identifier: CC0-1.0
// A fault while #DF is delivered: shutdown (SDM 3A, 6.15, interrupt 8).
#include "guest.h"

ROUTINE(invalid, "ud2\n ret");

PROGRAM_ALONE(triple_fault) {
  load_idt(0, 0);
  attempt("no IDT", invalid);
  print("not reached\n");
}
