// SPDX-License-Identifier: CC0-1.0
// Executes streams of instructions that somebody put into `streams`, one after
// the other, whatever they are: each begins with fresh control registers in a
// ring and with or without paging, and ends with a trap of any kind or when its
// time is up. Port F4 tells that all are done; `next_stream`, how far it came.
#include "guest.h"

enum { CODE_BYTES = 31, STREAMS = 256, LAPIC = 0xFEE00000, PULSES = 10 };
struct stream { u8 how, code[CODE_BYTES], done[2]; };  // done: INT 30h; how: bits 0-1 ring, 2 paging, 3 TF, 4 IF, 5-7 what EBX and EDX are

struct stream streams[STREAMS] __attribute__((section(".data"), used));
volatile u32 next_stream __attribute__((section(".data"))) = 0;

void enter(const struct frame *to);
_Noreturn void leave(void);
void reset_cpu(void);
void prepare_segments(void);
void trap(struct frame *frame);
void runner(void);

static u32 directory[1024] __attribute__((aligned(4096)));
static u8 scratch[8192] __attribute__((aligned(4096)));
static u8 stack[STACK_BYTES] __attribute__((aligned(4096)));

void trap(struct frame *frame) {
  (void)frame;
  leave();
}

// Nothing that a stream masks keeps this away: the PIT through the PIC is an NMI.
static void limit_time(void) {
  outb(0x20, 0x11), outb(0x21, 0x20), outb(0x21, 4), outb(0x21, 1), outb(0x21, 0xFE);
  *(volatile u32 *)(LAPIC + 0xF0) = 0x1FF;
  *(volatile u32 *)(LAPIC + 0x350) = 0x400;
  outb(0x43, 0x30), outb(0x40, PULSES), outb(0x40, 0);
}

static void map_everything(void) {
  for (u32 i = 0; i < 1024; ++i) directory[i] = i << 22 | PS | U | W | P;
}

static u32 place(unsigned which) {
  static const u32 places[8] = {(u32)scratch, LAPIC,      (u32)streams, (u32)scratch + 4094,
                                0xB8000,      0xFED12000, (u32)gdt,       0xFFFFFFFC};
  return places[which];
}
static u32 port(unsigned which) {
  static const u16 ports[8] = {0x20, 0x40, 0x60, 0x64, 0x70, 0x3F8, 0x510, 0xB004};
  return ports[which];
}

static void execute(const struct stream *stream) {
  const unsigned ring = stream->how & 3, which = stream->how >> 5;
  struct frame first = {
      .gs = DATA(ring), .fs = DATA(ring), .es = DATA(ring), .ds = DATA(ring),
      .edi = (u32)scratch, .esi = (u32)scratch + 16, .ebp = (u32)stack + 4096,
      .ebx = place(which), .edx = port(which), .ecx = 5, .eax = 0x12345678,
      .eip = (u32)stream->code, .cs = CODE(ring),
      .eflags = 2u | (stream->how & 8 ? 0x100u : 0) | (stream->how & 16 ? 0x200u : 0),
      .esp = (u32)stack + 4096, .ss = DATA(ring),
  };
  if (stream->how & 4) {
    write_cr4(0x10);
    write_cr3((u32)directory);
    write_cr0(read_cr0() | 0x80000000u);
  }
  enter(&first);
}

static bool prepared;
void runner(void) {
  while (next_stream < STREAMS) {
    outb(0x43, 0x30);  // the last one's time is over, too
    const u32 number = next_stream++;
    if (number % 64 == 0 || !prepared) {  // what streams may have overwritten
      prepare_segments();
      map_everything();
      prepared = true;
    }
    gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, 0x67, 0x89, 0);
    reset_cpu();
    limit_time();
    execute(&streams[number]);
  }
  outl(0xF4, 0);
  for (;;) __asm__ volatile("cli\n hlt");
}
