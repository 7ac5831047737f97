// SPDX-License-Identifier: CC0-1.0
// TF: #DB after each instruction, DR6.BS; not after the one that sets TF by
// POPF's successor, after each iteration of REP, and through branches (SDM 3B, 17.3.1.4).
// manual: SDM 2B, REP: there are as many iterations as ECX says. QEMU takes one more when its clock counts instructions.
//   qemu:   repeated: +19 +19 +19 +21 +22 +24 +25 +32 +33 done cs 0008 flags 00003002 frame own-12 ecx=00000000 edi=00020003
//   manual: repeated: +19 +19 +21 +22 +24 +25 +32 +33 done cs 0008 flags 00003002 frame own-12 ecx=00000000 edi=00020003
#include "guest.h"

#define ON "pushfl\n orl $0x100, (%esp)\n popfl\n"
#define OFF "pushfl\n andl $~0x100, (%esp)\n popfl\n ret"
ROUTINE(straight, ON "nop\n incl %eax\n movl %eax, %ebx\n pushl %eax\n popl %ecx\n" OFF);
ROUTINE(branches, ON "jmp 1f\n nop\n1: movl $2, %ecx\n2: loop 2b\n call 3f\n testl %ecx, %ecx\n jnz 2b\n jmp 4f\n3: ret\n4:" OFF);
ROUTINE(repeated, "movl $3, %ecx\n movl $0x20000, %edi\n" ON "rep stosb\n nop\n rep stosb\n" OFF);
ROUTINE(special, ON "cpuid\n xorl %eax, %eax\n movl %eax, %ebx\n movl %eax, %ecx\n movl %eax, %edx\n movl %cr0, %eax\n movl %eax, %cr0\n inb $0x80, %al\n outb %al, $0x80\n movl %ds, %eax\n movl %eax, %ds\n"
                 "pushfl\n popfl\n cld\n lahf\n fninit\n" OFF);
ROUTINE(emulated, ON "rdtsc\n movl $0x1B, %ecx\n rdmsr\n wrmsr\n movl %dr0, %eax\n movl %eax, %dr0\n xorl %eax, %eax\n xorl %edx, %edx\n" OFF);
ROUTINE(shadow, "movl %ss, %ebx\n" ON "movl %ebx, %ss\n nop\n nop\n pushl %ss\n popl %ss\n nop\n nop\n" OFF);

static unsigned count;
static bool step(struct frame *frame) {
  if (frame->vector != 1) return false;
  print("+%u", frame->eip - attempt_base);
  const u32 dr6 = read_dr6();
  if (dr6 != 0xFFFF4FF0) print("(%x)", dr6);
  print(" ");
  write_dr6(0xFFFF0FF0);
  if (++count > 60) {
    print("too many ");
    frame->eflags &= ~0x100u;
  }
  return true;
}

static void trace(unsigned ring, const char *what, const void *routine) {
  count = 0;
  const struct attempt how = {.ring = ring, .eflags = 0x3000};
  attempt_as(&how, what, routine);
}

PROGRAM(single_step) {
  on_trap = step;
  trace(0, "straight", straight);
  trace(3, "straight in ring 3", straight);
  trace(0, "branches", branches);
  trace(3, "branches in ring 3", branches);
  trace(0, "repeated", repeated);
  trace(0, "special", special);
  trace(0, "emulated", emulated);
  trace(0, "MOV SS and POP SS", shadow);
}
