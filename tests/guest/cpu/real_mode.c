// SPDX-License-Identifier: CC0-1.0
// Protected -> real -> protected mode as the manual wants it (SDM 3A, 9.9), INT
// and exceptions through the table at 0, 16-bit frames, wrapping stacks.
// manual: SDM 3A, 5.3; 3B, 20.1.1: QEMU looks at no limits.
//   qemu:   word_at_end: done cs 0008 flags 00000002 frame own-12 eax=11111111 ebx=22220000 ecx=33333333 edx=44444444 ebp=eb0e1000
//   manual: word_at_end: done cs 0008 flags 00000002 frame own-12 eax=11110000 ebx=22222222 ecx=33333333 edx=4444ffec ebp=eb0e1000
//   qemu:   stack_at_end: done cs 0008 flags 00000002 frame own-12 eax=11111111 ebx=00000000 ecx=33333333 edx=44444444 ebp=eb0e1000
//   manual: stack_at_end: done cs 0008 flags 00000002 frame own-12 eax=11110000 ebx=22222222 ecx=33333333 edx=4444ffec ebp=eb0e1000
#include "guest.h"

// The whole journey lies below 64 KB of LOW_CODE: 32-bit in, 16-bit there, 32-bit out.
// It ends with the results at LOW_CODE + 0xF00.
#define JOURNEY(id, text)                                                                                           \
  ROUTINE(id, "movl %esp, 0x1FF00\n lidt 0x1FF10\n ljmpl $0x70, $1f - " #id "\n .code16\n1: movw $0x50, %ax\n movw %ax, %ds\n movw %ax, %es\n" \
              "movw %ax, %fs\n movw %ax, %gs\n movw %ax, %ss\n movl %cr0, %eax\n andb $0xFE, %al\n movl %eax, %cr0\n ljmpw $0x1000, $2f - " #id "\n" \
              "2: movw %cs, %ax\n movw %ax, %ds\n movw $0x2000, %ax\n movw %ax, %ss\n movw $0xFFF0, %sp\n xorw %ax, %ax\n movw %ax, %es\n" \
              "movl $0x11111111, %eax\n movl $0x22222222, %ebx\n movl $0x33333333, %ecx\n movl $0x44444444, %edx\n" text \
              "\n8: cli\n movw $0x1000, %bp\n movw %bp, %ds\n lgdtl 0xFF20\n lidtl 0xFF28\n movl %eax, 0xFF30\n movl %cr0, %eax\n orb $1, %al\n movl %eax, %cr0\n ljmpl $8, $9f\n .code32\n" \
              "9: movw $0x10, %ax\n movw %ax, %ds\n movw %ax, %es\n movw %ax, %fs\n movw %ax, %gs\n movw %ax, %ss\n movl 0x1FF00, %esp\n movl 0x1FF30, %eax\n ret")

JOURNEY(there_and_back, "movw %cs, %ax\n movw %ss, %bx\n movw %sp, %cx");
// INT 60h: its handler keeps IP, CS and FLAGS.
JOURNEY(calls, "movw $3f - calls, %es:0x180\n movw %cs, %es:0x182\n stc\n sti\n int $0x60\n4: jmp 8f\n"
               "3: popw %ax\n popw %bx\n popw %cx\n pushw %cx\n pushw %bx\n pushw %ax\n pushfw\n popw %dx\n movw %sp, %si\n subw $4b - calls, %ax\n addw $4b - calls, %ax\n iretw");
JOURNEY(divides, "movw $3f - divides, %es:0\n movw %cs, %es:2\n xorw %cx, %cx\n5: divw %cx\n nop\n jmp 8f\n"
                 "3: popw %ax\n subw $5b - divides, %ax\n popw %bx\n popw %dx\n movw %sp, %si");
JOURNEY(invalid, "movw $3f - invalid, %es:0x18\n movw %cs, %es:0x1A\n5: ud2\n nop\n jmp 8f\n"
                 "3: popw %ax\n subw $5b - invalid, %ax\n popw %bx\n popw %dx\n movw %sp, %si");
JOURNEY(breaks, "movw $3f - breaks, %es:0x0C\n movw %cs, %es:0x0E\n5: int3\n nop\n jmp 8f\n"
                "3: popw %ax\n subw $5b - breaks, %ax\n popw %bx\n popw %dx\n movw %sp, %si");
JOURNEY(steps, "movw $3f - steps, %es:4\n movw %cs, %es:6\n xorl %ecx, %ecx\n pushfw\n popw %ax\n orb $1, %ah\n pushw %ax\n popfw\n nop\n nop\n nop\n"
               "andb $0xFE, %ah\n pushw %ax\n popfw\n jmp 8f\n3: incl %ecx\n iretw");
JOURNEY(segments, "movw $0x1234, %ax\n movw %ax, %ds\n movw %ax, %fs\n movl $0x55667788, 0x10\n movw $0x1235, %ax\n movw %ax, %gs\n movl %gs:0, %ebx\n"
                  "pushw %fs\n popw %cx\n lesw %fs:0x10, %dx\n movw %es, %si");
JOURNEY(far_calls, "movw %sp, %dx\n lcallw $0xFF0, $3f - far_calls + 0x100\n jmp 8f\n3: movw %cs, %bx\n popw %cx\n pushw %cx\n subw %sp, %dx\n lretw");
JOURNEY(stack_wraps, "movw $0, %sp\n pushl %eax\n movw %sp, %bx\n popl %ecx\n movw %sp, %dx");
JOURNEY(protected_only, "movw $3f - protected_only, %es:0x18\n movw %cs, %es:0x1A\n5: lldt %ax\n jmp 8f\n3: popw %ax\n subw $5b - protected_only, %ax");

JOURNEY(word_at_end, "movw $3f - word_at_end, %es:0x34\n movw %cs, %es:0x36\n5: movw 0xFFFF, %bx\n nop\n jmp 8f\n"
                     "3: popw %ax\n subw $5b - word_at_end, %ax\n movw %sp, %dx");
JOURNEY(stack_at_end, "movw $3f - stack_at_end, %es:0x30\n movw %cs, %es:0x32\n5: movl %ss:0xFFFD, %ebx\n nop\n jmp 8f\n"
                      "3: popw %ax\n subw $5b - stack_at_end, %ax\n movw %sp, %dx");

static struct { u16 limit; u32 base; } __attribute__((packed)) *const kIvt = (void *)0x1FF10, *const kGdt = (void *)0x1FF20, *const kIdt = (void *)0x1FF28;

static void journey(const char *what, const u8 *begin, const u8 *end) {
  copy_low(begin, end);
  gdt[FREE >> 3] = segment(LOW_CODE, 0xFFFF, 0x9A, 0);
  kIvt->limit = 0x3FF;
  kIvt->base = 0;
  kGdt->limit = sizeof gdt - 1;
  kGdt->base = (u32)gdt;
  kIdt->limit = sizeof idt - 1;
  kIdt->base = (u32)idt;
  attempt(what, begin);
  print("  esi %h\n", last.esi & 0xFFFF);
}
#define GO(name) journey(#name, name, name##_end)

PROGRAM(real_mode) {
  // The table at 0 belongs to the firmware; it is put back.
  static u8 kept[0x400];
  memcpy(kept, (void *)0, sizeof kept);
  GO(there_and_back);
  GO(calls);
  GO(divides);
  GO(invalid);
  GO(breaks);
  GO(steps);
  GO(segments);
  GO(far_calls);
  GO(stack_wraps);
  GO(protected_only);
  memset((void *)0x2FFF0, 0, 0x20);
  GO(word_at_end);
  GO(stack_at_end);
  memcpy((void *)0, kept, sizeof kept);
}
