// SPDX-License-Identifier: CC0-1.0
#include "devices.h"

volatile u32 irqs[256];
volatile u8 order[64];
volatile unsigned order_count;
void (*volatile on_irq)(unsigned vector);

static volatile bool sleeping;
static volatile u32 slept;

static bool count_irq(struct frame *frame) {
  const u32 vector = frame->vector;
  if (vector < 0x20 && vector != 2) return false;
  if (sleeping && vector == PIC_BASE) {
    ++slept;
    end_pic(vector);
    return true;
  }
  ++irqs[vector];
  if (order_count < 64) order[order_count++] = (u8)vector;
  if (on_irq) on_irq(vector);
  return true;
}

void forget_irqs(void) {
  for (unsigned i = 0; i < 256; ++i) irqs[i] = 0;
  order_count = 0;
}

void print_order(const char *what) {
  print("%s:", what);
  for (unsigned i = 0; i < order_count; ++i) print(" %b", (u32)order[i]);
  print("\n");
  forget_irqs();
}

bool wait_irq(unsigned vector, u32 count) {
  for (u32 i = 0; i < 5000 && irqs[vector] < count; ++i) __asm__ volatile("sti\n hlt\n cli" : : : "memory");
  return irqs[vector] >= count;
}

void sleep_ms(u32 ms) {
  const u8 mask = inb(0x21);
  sleeping = true;
  while (ms > 0) {
    const u32 part = ms > 50 ? 50 : ms;
    const u32 pulses = part * 1193, before = slept;
    ms -= part;
    outb(0x43, 0x30);
    outb(0x40, (u8)pulses);
    outb(0x40, (u8)(pulses >> 8));
    outb(0x21, mask & 0xFE);
    while (slept == before) __asm__ volatile("sti\n hlt\n cli" : : : "memory");
    outb(0x21, mask);
  }
  outb(0x43, 0x30);
  sleeping = false;
}

// --- PIC ---------------------------------------------------------------------------

void pic_init(u8 icw4) {
  outb(0x20, 0x11);
  outb(0x21, PIC_BASE);
  outb(0x21, 4);
  outb(0x21, icw4);
  outb(0xA0, 0x11);
  outb(0xA1, PIC_BASE + 8);
  outb(0xA1, 2);
  outb(0xA1, 1);
  pic_unmask(0);
}

void pic_unmask(u16 lines) {
  if (lines >> 8) lines |= 4;
  outb(0x21, (u8)~lines);
  outb(0xA1, (u8)~(lines >> 8));
}

u16 pic_irr(void) {
  outb(0x20, 0x0A);
  outb(0xA0, 0x0A);
  return (u16)(inb(0x20) | inb(0xA0) << 8);
}

u16 pic_isr(void) {
  outb(0x20, 0x0B);
  outb(0xA0, 0x0B);
  return (u16)(inb(0x20) | inb(0xA0) << 8);
}

void line_high(unsigned irq) {
  switch (irq) {
    case 0:                                        // mode 0, and the count is over
      outb(0x43, 0x30);
      outb(0x40, 2);
      outb(0x40, 0);
      UNTIL(pic_irr() & 1);
      break;
    case 1:
      kbc_command(0x60);
      kbc_data(0x65);
      kbc_command(0xD2);
      kbc_data(0x5A);
      UNTIL(pic_irr() & 2);
      break;
    case 4: outb(0x3F9, 2); break;                 // THRE
    case 8:                                        // periodic
      rtc_write(0x0B, 0x42);
      UNTIL(pic_irr() & 0x100);
      break;
    default: break;
  }
}

void line_low(unsigned irq) {
  switch (irq) {
    case 0: outb(0x43, 0x30); break;               // mode 0: OUT is low
    case 1:
      UNTIL(inb(0x64) & 1);
      inb(0x60);
      kbc_command(0x60);
      kbc_data(0x64);
      break;
    case 4: outb(0x3F9, 0); inb(0x3FA); break;
    case 8: rtc_write(0x0B, 0x02); rtc(0x0C); break;
    default: break;
  }
}

void end_pic(unsigned vector) {
  line_low(vector - PIC_BASE);
  if (vector >= PIC_BASE + 8) outb(0xA0, 0x20);
  outb(0x20, 0x20);
}

// --- 8042, RTC -----------------------------------------------------------------------

void kbc_command(u8 command) {
  UNTIL(!(inb(0x64) & 2));
  outb(0x64, command);
}

void kbc_data(u8 data) {
  UNTIL(!(inb(0x64) & 2));
  outb(0x60, data);
}

int kbc_read(void) {
  for (u32 i = 0; i < 20000; ++i)
    if (inb(0x64) & 1) return inb(0x60);
  return -1;
}

void kbc_print(const char *what) {
  print("%s:", what);
  for (int byte = kbc_read(); byte >= 0; byte = kbc_read()) print(" %b", (u32)byte);
  print("\n");
}

u8 rtc(u8 index) {
  outb(0x70, index);
  return inb(0x71);
}

void rtc_write(u8 index, u8 value) {
  outb(0x70, index);
  outb(0x71, value);
}

// --- APICs ----------------------------------------------------------------------------

void ioapic_route(unsigned input, u32 low, u32 high) {
  ioapic_write(0x10 + 2 * input, 0x10000);
  ioapic_write(0x11 + 2 * input, high);
  ioapic_write(0x10 + 2 * input, low);
}

void end_lapic(unsigned vector) {
  (void)vector;
  lapic_write(0xB0, 0);
}

void print_vectors(const char *what, u32 reg) {
  print("%s:", what);
  for (u32 word = 0; word < 8; ++word) {
    const u32 bits = lapic(reg + 16 * word);
    for (u32 bit = 0; bit < 32; ++bit)
      if (bits >> bit & 1) print(" %b", 32 * word + bit);
  }
  print("\n");
}

static void lapic_begin(void) {
  lapic_write(0xF0, 0x1FF);
  for (u32 reg = 0x320; reg <= 0x370; reg += 16) lapic_write(reg, 0x10000);
  lapic_write(0x350, 0x700);  // LINT0: the PIC
  lapic_write(0x380, 0);
  lapic_write(0x3E0, 0xB);
  lapic_write(0x80, 0);
  lapic_write(0xE0, 0xFFFFFFFF);
  lapic_write(0xD0, 0x01000000);
  for (unsigned i = 0; i < 16; ++i) {
    window();
    lapic_write(0xB0, 0);
  }
  lapic_write(0x280, 0);
  lapic_write(0x280, 0);
  for (unsigned input = 0; input < 24; ++input) ioapic_route(input, 0x10000, 0);
}

static void uart_begin(void) {
  outb(0x3FB, 3);
  outb(0x3F9, 0);
  outb(0x3FC, 0);
  outb(0x3FA, 1);
  outb(0x3FA, 0);
  for (unsigned i = 0; i < 4; ++i) {
    inb(0x3FD);
    inb(0x3F8);
    inb(0x3FE);
    inb(0x3FA);
  }
}

void devices_begin(void) {
  cli();
  on_irq = end_lapic;
  on_trap = count_irq;
  pic_init(1);
  outb(0x4D0, 0);
  outb(0x4D1, 0);
  outb(0x43, 0x30);  // counter 0: mode 0, no count, OUT low
  outb(0x61, 0);
  outb(0x43, 0xB0);
  kbc_command(0x60);
  kbc_data(0x64);
  while (inb(0x64) & 1) inb(0x60);
  uart_begin();
  rtc_write(0x0A, 0x26);
  rtc_write(0x0B, 0x02);
  rtc(0x0C);
  lapic_begin();
  pic_init(1);
  on_irq = end_pic;
  forget_irqs();
}

// --- other cores --------------------------------------------------------------------

volatile u32 core_said[CORES];
static void (*core_run)(void);
static u8 core_stack[STACK_BYTES] __attribute__((used, aligned(16)));
extern const u8 core_begin[], core_end[];

__asm__(
    ".pushsection .text\n.code16\n"
    "core_begin: cli\n"
    " movw %cs, %ax\n movw %ax, %ds\n"
    " lgdtl core_gdt - core_begin\n"
    " movl %cr0, %eax\n orb $1, %al\n movl %eax, %cr0\n"
    " ljmpl $0x08, $core_entry\n"
    ".balign 4\n"
    "core_gdt: .word 64 * 8 - 1\n .long gdt\n"
    "core_end:\n.code32\n"
    "core_entry: movw $0x10, %ax\n movw %ax, %ds\n movw %ax, %es\n movw %ax, %ss\n"
    " movl $core_stack + 8192, %esp\n lidt core_idt\n call core_main\n"
    "1: cli\n hlt\n jmp 1b\n"
    "core_idt: .word 256 * 8 - 1\n .long idt\n"
    ".popsection\n");

void core_main(void);
void core_main(void) { core_run(); }

enum { CORE_PAGE = 0x8000 };

void start_core(u32 id, void (*run)(void)) {
  core_run = run;
  memcpy((void *)CORE_PAGE, core_begin, (u32)core_end - (u32)core_begin);
  lapic_write(0x310, id << 24);
  lapic_write(0x300, 0x4500);  // INIT
  sleep_ms(1);
  lapic_write(0x310, id << 24);
  lapic_write(0x300, 0x4600 | CORE_PAGE >> 12);
  UNTIL(!(lapic(0x300) & 0x1000));
}

void stop_cores(void) {
  lapic_write(0x300, 0xC4500);
  sleep_ms(1);
}
