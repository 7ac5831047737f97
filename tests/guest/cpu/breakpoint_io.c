// SPDX-License-Identifier: CC0-1.0
// I/O breakpoints, which CR4.DE makes out of R/W = 2 (SDM 3B, 17.2.4).
#include "guest.h"

ROUTINE(ports, "inb $0x80, %al\n movb $0, %al\n nop\n outb %al, $0x80\n nop\n outb %al, $0x84\n nop\n movl $0x80, %edx\n outl %eax, %dx\n nop\n ret");

static bool hit(struct frame *frame) {
  if (frame->vector != 1) return false;
  print("[+%u DR6 %x] ", frame->eip - attempt_base, read_dr6());
  write_dr6(0xFFFF0FF0);
  return true;
}

PROGRAM(breakpoint_io) {
  on_trap = hit;
  write_dr0(0x80);
  write_cr4(8);
  write_dr7(0x00020001);
  attempt("port 80", ports);
  write_dr0(0x83);
  write_dr7(0x00020001);
  attempt("port 83", ports);
  write_dr0(0x80);
  write_dr7(0x00020000);
  attempt("not enabled", ports);
  write_cr4(0);
}
