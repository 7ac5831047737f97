// SPDX-License-Identifier: CC0-1.0
// RF in what is pushed: 1 for faults other than instruction breakpoints, 0 for
// traps and INT n; PUSHF never shows it (SDM 3B, 17.3.1.1; SDM 2B, PUSHF).
// manual: SDM 3B, 17.3.1.1: QEMU 7 pushes no RF.
//   qemu:   #UD: RF 0
//   manual: #UD: RF 1
//   qemu:   #GP: RF 0
//   manual: #GP: RF 1
//   qemu:   #PF: RF 0
//   manual: #PF: RF 1
//   qemu:   #DE: RF 0
//   manual: #DE: RF 1
#include "guest.h"

ROUTINE(ud, "ud2");
ROUTINE(gp, "movw $0x208, %ax\n movw %ax, %fs");
ROUTINE(pf, "movl 0x40000000, %eax");
ROUTINE(de, "xorl %ecx, %ecx\n divl %ecx");
ROUTINE(bp, "int3");
ROUTINE(of, "movb $0x7f, %al\n incb %al\n into");
ROUTINE(soft, "int $0x40");
ROUTINE(step, "pushfl\n orl $0x100, (%esp)\n popfl\n nop\n nop");
ROUTINE(set, "pushfl\n orl $0x10000, (%esp)\n popfl\n pushfl\n popl %eax\n ret");
ROUTINE(iret, "pushfl\n orl $0x10000, (%esp)\n pushl %cs\n pushl $1f\n iretl\n1: pushfl\n popl %eax\n ret");

static const char *name;
static bool quiet(struct frame *frame) {
  print("\n%s: RF %u\n", name, (frame->eflags >> 16) & 1);
  return false;
}
static void try_one(const char *what, const void *routine) {
  name = what;
  attempt("", routine);
}

PROGRAM(resume_flag) {
  paging_on(0);
  on_trap = quiet;
  try_one("#UD", ud);
  try_one("#GP", gp);
  try_one("#PF", pf);
  try_one("#DE", de);
  try_one("#BP", bp);
  try_one("#OF", of);
  try_one("INT 40h", soft);
  try_one("#DB", step);
  write_dr0((u32)bp);
  write_dr7(2);
  try_one("#DB by an instruction breakpoint", bp);
  write_dr7(0);
  on_trap = NULL;
  attempt("POPF does not set RF", set);
  attempt("IRET does, PUSHF hides it", iret);
}
