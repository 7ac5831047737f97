// SPDX-License-Identifier: CC0-1.0
// Lazy FPU switching as kernels do it: TS, #NM, CLTS, FNSAVE and FRSTOR, and the
// instruction runs again.
#include "guest.h"

static u8 areas[2][108];
ROUTINE(first, "fldpi\n fldl2e\n faddp\n fistpl result\n movl result, %eax\n ret\n .lcomm result, 8");
ROUTINE(loads, "fld1\n fadd %st(0), %st\n ret");
ROUTINE(stores, "fistpl result\n movl result, %eax\n ret");

static unsigned owner, current;
static bool serve(struct frame *frame) {
  if (frame->vector != 7) return false;
  print("[#NM at +%u] ", frame->eip - attempt_base);
  __asm__ volatile("clts");
  if (owner != current) {
    __asm__ volatile("fnsave %0" : "=m"(areas[owner]));
    __asm__ volatile("frstor %0" : : "m"(areas[current]));
    owner = current;
  }
  return true;
}
static void to(unsigned task) {
  current = task;
  write_cr0(read_cr0() | 8);
}

PROGRAM(fpu_lazy_switch) {
  on_trap = serve;
  __asm__ volatile("fninit\n fnsave %0" : "=m"(areas[1]));
  attempt("task 0", first);
  attempt("task 0 loads 2", loads);
  to(1);
  attempt("task 1", first);
  to(0);
  attempt("task 0 stores", stores);
  to(0);
  attempt("task 0 again", first);
  print("owner %u\n", owner);
}
