// SPDX-License-Identifier: CC0-1.0
// The stack's page is missing: #PF, then #PF on #PF, then #PF on #DF.
#include "guest.h"

ROUTINE(no_stack, "movl $0x40001000, %esp\n pushl %eax\n ret");

PROGRAM_ALONE(triple_fault_by_stack) {
  paging_on(0);
  attempt("push", no_stack);
  print("not reached\n");
}
