// SPDX-License-Identifier: CC0-1.0
// Task gates: by CALL and JMP, by INT, by an exception with an error code, and
// from ring 3 where the gate's DPL lets it (SDM 3A, 6.12.2 and 7.2.5).
#include "guest.h"

static struct tss other;
static u8 other_stack[1024] __attribute__((aligned(16)));

// EAX: what lies on its stack; EBX: its flags; DI: the back link.
ROUTINE(other_task, "movl (%esp), %eax\n pushfl\n popl %ebx\n movw (%esi), %di\n strw %cx\n iretl\n");
ROUTINE(call_gate_, "lcalll $0x70, $0\n clts\n ret");
ROUTINE(int40, "int $0x40\n clts\n ret");
ROUTINE(user_call, "lcalll $0x73, $0\n ret");
ROUTINE(user_int, "int $0x40\n ret");

static void renew(void) {
  other.eip = (u32)other_task;
  other.eax = other.ebx = other.ecx = other.edi = 0;
  other.esp = (u32)other_stack + 1000;
  other.esi = (u32)&other;
  *(u32 *)(other_stack + 1000) = 0x55555555;
  other.eflags = 2;
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
}
static void show(void) {
  print("  other: eax %x flags in it %x link %h task %h flags %x busy %b %b; main: eip %x flags %x cs %h\n", other.eax, other.ebx,
        other.edi & 0xFFFF, other.ecx & 0xFFFF, other.eflags, (u32)access_of(TSS_MAIN), (u32)access_of(TSS_OTHER),
        tss_main.eip - attempt_base, tss_main.eflags & ~0x10000u, tss_main.cs);
}
static void in(unsigned ring, const char *what, const void *routine) {
  renew();
  attempt_in(ring, what, routine);
  show();
}

PROGRAM(task_gate) {
  other.cs = CODE0;
  other.ss = other.ds = other.es = other.fs = other.gs = DATA0;
  gdt[FREE >> 3] = gate(TSS_OTHER, 0, 5, 3);
  idt[0x40] = gate(TSS_OTHER, 0, 5, 3);
  in(0, "CALL", call_gate_);
  in(0, "INT", int40);
  in(3, "CALL from ring 3", user_call);
  in(3, "INT from ring 3", user_int);
  gdt[FREE >> 3] = gate(TSS_OTHER, 0, 5, 0);
  idt[0x40] = gate(TSS_OTHER, 0, 5, 0);
  in(3, "CALL from ring 3, DPL 0", user_call);
  in(3, "INT from ring 3, DPL 0", user_int);
  gdt[FREE >> 3] &= ~(1ull << 47);
  idt[0x40] &= ~(1ull << 47);
  in(0, "CALL, gate not present", call_gate_);
  in(0, "INT, gate not present", int40);
}
