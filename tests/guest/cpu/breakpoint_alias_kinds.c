// SPDX-License-Identifier: CC0-1.0
// The same page by two addresses, and each kind of access by either: a data
// breakpoint is of one of them (SDM 3B, 17.2.5).
#include "guest.h"

// ESI and EDI: in the page with the breakpoint; EBX: the other address of the page.
ROUTINE(moves, "movl %eax, 0x10(%ebx)\n nop\n movl %eax, 0x10(%esi)\n nop\n addl %eax, 0x10(%ebx)\n nop\n addl %eax, 0x10(%esi)\n nop\n ret");
ROUTINE(sib, "movl $4, %ecx\n movb %al, (%ebx,%ecx,4)\n nop\n movb %al, (%esi,%ecx,4)\n nop\n movb %al, 0x40000010\n nop\n movb %al, 0x40001010\n nop\n ret");
ROUTINE(strings, "leal 0x10(%ebx), %edi\n movl $1, %ecx\n rep stosl\n nop\n leal 0x10(%esi), %edi\n stosl\n nop\n leal 0x10(%esi), %edi\n leal 0x20(%ebx), %esi\n movsl\n nop\n ret");
ROUTINE(stack, "movl %esp, %edx\n leal 0x14(%ebx), %esp\n pushl %eax\n nop\n leal 0x14(%esi), %esp\n pushl %eax\n nop\n movl %edx, %esp\n ret");
ROUTINE(stack_all, "movl %esp, %edx\n leal 0x24(%ebx), %esp\n pushal\n nop\n leal 0x24(%esi), %esp\n pushal\n nop\n movl %edx, %esp\n ret");
ROUTINE(bits, "lock incl 0x10(%ebx)\n nop\n lock incl 0x10(%esi)\n nop\n xchgl %eax, 0x10(%ebx)\n nop\n xchgl %eax, 0x10(%esi)\n nop\n ret");
ROUTINE(pops, "pushl %eax\n popl 0x10(%ebx)\n nop\n pushl %eax\n popl 0x10(%esi)\n nop\n ret");

static bool hit(struct frame *frame) {
  if (frame->vector != 1) return false;
  print("[+%u DR6 %x] ", frame->eip - attempt_base, read_dr6());
  write_dr6(0xFFFF0FF0);
  return true;
}
static void one(const char *what, const void *routine) {
  const struct attempt how = {.ring = 0, .ebx = VIRTUAL, .esi = VIRTUAL + 0x1000, .edi = VIRTUAL + 0x1000};
  attempt_as(&how, what, routine);
}

PROGRAM(breakpoint_alias_kinds) {
  paging_on(0);
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  map(VIRTUAL + 0x1000, (u32)page_pool[0], P | W | U);
  on_trap = hit;
  write_dr0(VIRTUAL + 0x1010);
  write_dr7(0x000D0002);
  one("moves", moves);
  one("an index, an offset", sib);
  one("strings", strings);
  one("the stack", stack);
  one("PUSHA", stack_all);
  one("locked", bits);
  one("POP", pops);
  write_dr7(0);
}
