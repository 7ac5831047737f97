// SPDX-License-Identifier: CC0-1.0
// A pending interrupt is taken after the instruction that follows STI, MOV SS or
// POP SS, at once after POPF and IRET, and never between STI and HLT (SDM 2B, STI;
// SDM 3A, 6.8.3). The interrupt is the PIT's, raised while IF is 0.
#include "guest.h"

ROUTINE(by_sti, "sti\n incl %eax\n incl %eax\n incl %eax\n cli\n ret");
ROUTINE(sti_sti, "sti\n sti\n incl %eax\n incl %eax\n cli\n ret");
ROUTINE(sti_cli, "sti\n cli\n incl %eax\n ret");
ROUTINE(sti_mov_ss, "movl %ss, %ebx\n sti\n movl %ebx, %ss\n incl %eax\n incl %eax\n cli\n ret");
ROUTINE(by_popf, "pushl $0x202\n popfl\n incl %eax\n incl %eax\n cli\n ret");
ROUTINE(by_iret, "pushl $0x202\n pushl %cs\n pushl $1f\n iretl\n1: incl %eax\n incl %eax\n cli\n ret");
ROUTINE(sti_hlt, "sti\n hlt\n incl %eax\n cli\n ret");
ROUTINE(sti_pushf, "sti\n pushfl\n popl %ebx\n incl %eax\n cli\n ret");
ROUTINE(sti_ret, "call 1f\n incl %eax\n cli\n ret\n1: sti\n ret");
ROUTINE(sti_int, "sti\n int $0x40\n incl %eax\n cli\n ret");
ROUTINE(handler, "incl %ecx\n iretl");
ROUTINE(masked, "incl %eax\n nop\n nop\n ret");
ROUTINE(nt_call, "sti\n call 1f\n cli\n ret\n1: incl %eax\n ret");

static bool irq(struct frame *frame) {
  if (frame->vector != 0x20) return false;
  print("[IRQ at +%u eax %x] ", frame->eip - attempt_base, frame->eax);
  outb(0x20, 0x20);
  return true;
}

static void pend(void) {
  // Channel 0, mode 0: OUT rises once, after 100 ticks.
  outb(0x43, 0x30);
  outb(0x40, 100);
  outb(0x40, 0);
  outb(0x20, 0x0A);
  while ((inb(0x20) & 1) == 0) {}
}

static void try(const char *what, const void *routine) {
  pend();
  attempt(what, routine);
  __asm__ volatile("sti\n nop\n cli");  // whoever did not take it
  print("\n");
}

PROGRAM(sti_shadow) {
  on_trap = irq;
  set_gate(0x40, handler, 0xE, 0);
  outb(0x21, 0xFE);
  try("masked by IF", masked);
  try("STI", by_sti);
  try("STI STI", sti_sti);
  try("STI CLI", sti_cli);
  try("STI, MOV SS", sti_mov_ss);
  try("POPF", by_popf);
  try("IRET", by_iret);
  try("STI HLT", sti_hlt);
  try("STI PUSHF", sti_pushf);
  try("STI RET", sti_ret);
  try("STI INT", sti_int);
  try("STI CALL", nt_call);
  outb(0x21, 0xFF);
}
