// SPDX-License-Identifier: CC0-1.0
#include "guest.h"

void enter(const struct frame *to);
_Noreturn void leave(void);
extern const u8 routine_returned[];
void trap(struct frame *frame);

struct frame last;
trap_hook *on_trap;
u32 attempt_base;
static struct frame first;  // as the attempt began
static u32 attempt_top;     // of its stack
static u8 attempt_stack[STACK_BYTES] __attribute__((aligned(16)));

static const char *const kNames[] = {"#DE", "#DB", "NMI", "#BP", "#OF", "#BR", "#UD", "#NM",
                                     "#DF", "v09", "#TS", "#NP", "#SS", "#GP", "#PF", "v0f",
                                     "#MF", "#AC", "#MC", "#XM"};

static bool has_error(u32 vector) {
  return vector == 8 || (vector >= 10 && vector <= 14) || vector == 17;
}

static void print_place(u32 value, u32 base) {
  if (value >= base) print("+%u", value - base);
  else print("-%u", base - value);
}

// A stack pointer, by the stack it is in.
static void print_stack(u32 esp) {
  if (esp > (u32)attempt_stack && esp <= (u32)attempt_stack + STACK_BYTES) {
    print("own");
    return print_place(esp, attempt_top);
  }
  for (unsigned ring = 0; ring < 4; ++ring) {
    if (esp <= (u32)ring_stack[ring] || esp > STACK_TOP(ring)) continue;
    print("ring%u", ring);
    return print_place(esp, STACK_TOP(ring));
  }
  print("%x", esp);
}

static void print_change(const char *name, u32 now, u32 then) {
  if (now != then) print(" %s=%x", name, now);
}

// RF is left out: older QEMUs push none for a fault. The program resume_flag looks at it.
void print_trap(const struct frame *frame) {
  const bool v86 = (frame->eflags & 0x20000) != 0;
  if (frame->vector == DONE) print("done");
  else if (frame->vector < 20) print("%s", kNames[frame->vector]);
  else print("INT %b", frame->vector);
  if (has_error(frame->vector)) print("(%h)", frame->error);
  if (frame->vector == 14) {
    const u32 cr2 = read_cr2();
    if (cr2 >= attempt_base && cr2 < attempt_base + 0x1000) print(" cr2 +%u", cr2 - attempt_base);
    else print(" cr2 %x", cr2);
  }
  if (frame->vector != DONE || v86) {
    print(" at ");
    print_place(v86 ? frame->eip + ((frame->cs & 0xFFFF) << 4) : frame->eip, attempt_base);
  }
  print(" cs %h flags %x", frame->cs & 0xFFFF, frame->eflags & ~0x10000u);
  print(" frame ");
  print_stack((u32)&frame->eip);
  if (v86 || (frame->cs & 3) != 0) {
    print(" from %h:", frame->ss & 0xFFFF);
    print_stack(frame->esp);
  }
  if (v86)
    print(" es %h ds %h fs %h gs %h", frame->v86_es & 0xFFFF, frame->v86_ds & 0xFFFF,
          frame->v86_fs & 0xFFFF, frame->v86_gs & 0xFFFF);
  print_change("eax", frame->eax, first.eax);
  print_change("ebx", frame->ebx, first.ebx);
  print_change("ecx", frame->ecx, first.ecx);
  print_change("edx", frame->edx, first.edx);
  print_change("esi", frame->esi, first.esi);
  print_change("edi", frame->edi, first.edi);
  print_change("ebp", frame->ebp, first.ebp);
  print_change("ds", frame->ds & 0xFFFF, v86 ? 0 : first.ds);
  print_change("es", frame->es & 0xFFFF, v86 ? 0 : first.es);
  print_change("fs", frame->fs & 0xFFFF, v86 ? 0 : first.fs);
  print_change("gs", frame->gs & 0xFFFF, v86 ? 0 : first.gs);
  print("\n");
}

void trap(struct frame *frame) {
  if (on_trap && frame->vector != DONE && on_trap(frame)) return;
  last = *frame;
  print_trap(frame);
  leave();
}

static u32 or_pattern(u32 value, u32 pattern) { return value ? value : pattern; }

void attempt_as(const struct attempt *how, const char *what, const void *routine) {
  const unsigned ring = how->ring;
  attempt_top = (u32)attempt_stack + STACK_BYTES - 256;
  attempt_base = how->v86 ? LOW_CODE : (u32)routine;
  first.eax = or_pattern(how->eax, 0xA0A0A0A0);
  first.ebx = or_pattern(how->ebx, 0xB0B0B0B0);
  first.ecx = or_pattern(how->ecx, 0xC0C0C0C0);
  first.edx = or_pattern(how->edx, 0xD0D0D0D0);
  first.esi = or_pattern(how->esi, 0x51515151);
  first.edi = or_pattern(how->edi, 0xD1D1D1D1);
  first.ebp = or_pattern(how->ebp, 0xEB0EB0EB);
  first.ds = first.es = first.fs = first.gs = DATA(ring);
  first.eip = (u32)routine;
  first.cs = CODE(ring);
  first.eflags = how->eflags | 2;
  first.esp = attempt_top - 4;
  first.ss = DATA(ring);
  *(u32 *)(attempt_top - 4) = (u32)routine_returned;
  if (how->v86) {
    first.eip = 0;
    first.cs = LOW_CODE >> 4;
    first.eflags |= 0x20000;
    first.esp = 0xF000;
    first.ss = first.v86_ds = 0x2000;
    first.v86_es = 0x1111;
    first.v86_fs = 0x2222;
    first.v86_gs = 0x3333;
  }
  print("%s: ", what);
  enter(&first);
}

void attempt(const char *what, const void *routine) { attempt_in(0, what, routine); }

void attempt_in(unsigned ring, const char *what, const void *routine) {
  const struct attempt how = {.ring = ring};
  attempt_as(&how, what, routine);
}

void copy_low(const void *begin, const void *end) {
  memcpy((void *)LOW_CODE, begin, (u32)end - (u32)begin);
}

void attempt_v86(u32 eflags, const char *what, const void *routine, const void *end) {
  const struct attempt how = {.ring = 3, .eflags = eflags, .v86 = true};
  copy_low(routine, end);
  attempt_as(&how, what, routine);
}
