// SPDX-License-Identifier: CC0-1.0
// A virtual-8086 monitor: with IOPL 0 every INT, IRET, CLI, STI, PUSHF and POPF
// is #GP(0), which ring 0 carries out for it (SDM 3B, 20.3.3).
#include "guest.h"

ROUTINE16(dos, "movw $0x1234, %ax\n int $0x21\n movw %ax, %bx\n cli\n pushfw\n popw %cx\n sti\n pushfw\n popw %dx\n stc\n int $0x21\n movw %ax, %si\n"
               "inb $0x80, %al\n movb $0x99, %al\n int $0x30\n"
               "service: incw %ax\n iretw");

static bool virtual_if = true;
static unsigned calls;

static void push16(struct frame *frame, u32 value) {
  frame->esp = (frame->esp & 0xFFFF0000u) | ((frame->esp - 2) & 0xFFFF);
  *(u16 *)((frame->ss << 4) + (frame->esp & 0xFFFF)) = (u16)value;
}
static u32 pop16(struct frame *frame) {
  const u32 value = *(u16 *)((frame->ss << 4) + (frame->esp & 0xFFFF));
  frame->esp = (frame->esp & 0xFFFF0000u) | ((frame->esp + 2) & 0xFFFF);
  return value;
}
static u32 seen_flags(const struct frame *frame) {
  return (frame->eflags & 0xFCFF & ~0x200u) | (virtual_if ? 0x200u : 0);
}

static bool monitor(struct frame *frame) {
  if (frame->vector != 13 || (frame->eflags & 0x20000) == 0) return false;
  const u8 *code = (const u8 *)((frame->cs << 4) + (frame->eip & 0xFFFF));
  ++calls;
  print("[%b at %h:%h] ", (u32)code[0], frame->cs, frame->eip - (u32)0);
  switch (code[0]) {
    case 0xFA: virtual_if = false; ++frame->eip; return true;
    case 0xFB: virtual_if = true; ++frame->eip; return true;
    case 0x9C: push16(frame, seen_flags(frame)); ++frame->eip; return true;
    case 0x9D: {
      const u32 flags = pop16(frame);
      virtual_if = (flags & 0x200) != 0;
      frame->eflags = (frame->eflags & ~0xCD5u) | (flags & 0xCD5);
      ++frame->eip;
      return true;
    }
    case 0xE4: frame->eax &= ~0xFFu; frame->eip += 2; return true;
    case 0xCD:
      if (code[1] == DONE) return false;
      push16(frame, seen_flags(frame));
      push16(frame, frame->cs);
      push16(frame, frame->eip + 2);
      frame->cs = *(u16 *)(0x20000 + code[1] * 4 + 2);
      frame->eip = *(u16 *)(0x20000 + code[1] * 4);
      return true;
    case 0xCF: {
      frame->eip = pop16(frame);
      frame->cs = pop16(frame);
      const u32 flags = pop16(frame);
      virtual_if = (flags & 0x200) != 0;
      frame->eflags = (frame->eflags & ~0xCD5u) | (flags & 0xCD5);
      return true;
    }
    default: return false;
  }
}

PROGRAM(v86_monitor) {
  extern const u8 service[];
  *(u16 *)(0x20000 + 0x21 * 4) = (u16)(service - dos);
  *(u16 *)(0x20000 + 0x21 * 4 + 2) = LOW_CODE >> 4;
  on_trap = monitor;
  attempt_v86(0x202, "DOS call", dos, dos_end);
  print("%u calls, virtual IF %u\n", calls, (u32)virtual_if);
}
