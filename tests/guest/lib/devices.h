// SPDX-License-Identifier: CC0-1.0
// For programs that look at devices. Each begins with devices_begin(): on QEMU
// they share one machine, and no state of the program before may show.
#pragma once
#include "guest.h"

enum { LAPIC = 0xFEE00000, IOAPIC = 0xFEC00000, PIC_BASE = 0x20 };

/// PICs initialised at vectors 20 and 28 and masked, no timer runs, 8042, UART and
/// RTC as after a BIOS, the local APIC enabled with only the PIC's LINT0 open, the
/// I/O APIC masked. Interrupts off; every interrupt is counted.
void devices_begin(void);

// --- interrupts --------------------------------------------------------------------
extern volatile u32 irqs[256];           // how often each vector came
extern volatile u8 order[64];            // in which order, the first 64
extern volatile unsigned order_count;
extern void (*volatile on_irq)(unsigned vector);  // in the handler, interrupts off
void forget_irqs(void);
void print_order(const char *what);
static inline void cli(void) { __asm__ volatile("cli" : : : "memory"); }
/// Lets in what waits.
static inline void window(void) { __asm__ volatile("sti\n nop\n nop\n nop\n nop\n cli" : : : "memory"); }
/// Halts until the vector has come so often, at most for some seconds.
bool wait_irq(unsigned vector, u32 count);
/// About so many milliseconds, by counter 0 of the PIT and a HLT.
void sleep_ms(u32 ms);
/// Polls; false after some tens of thousands of looks.
#define UNTIL(condition) ({ bool met_ = false; for (u32 i_ = 0; i_ < 100000 && !met_; ++i_) { met_ = (condition); if (!met_) inb(0x80); } met_; })

/// The same for what another core does: this one halts in between, since an emulator
/// may run one after the other.
#define SOON(condition) ({ bool met_ = false; for (u32 i_ = 0; i_ < 100 && !met_; ++i_) { sleep_ms(5); met_ = (condition); } met_; })

// --- PIC ---------------------------------------------------------------------------
void pic_init(u8 icw4);                  // both, edge triggered, masked
void pic_unmask(u16 lines);              // and all others masked
static inline void pic_eoi(void) { outb(0x20, 0x20); }
u16 pic_irr(void);
u16 pic_isr(void);
/// Lines that a program can make high and low again.
void line_high(unsigned irq);            // 0 PIT, 1 keyboard, 4 UART, 8 RTC
void line_low(unsigned irq);
/// A handler: ends the interrupt at the PIC, after lowering its line.
void end_pic(unsigned vector);

// --- 8042, RTC ------------------------------------------------------------------------
void kbc_command(u8 command);
void kbc_data(u8 data);
int kbc_read(void);                      // -1: nothing comes
void kbc_print(const char *what);        // all that waits
u8 rtc(u8 index);
void rtc_write(u8 index, u8 value);

// --- APICs ----------------------------------------------------------------------------
static inline u32 lapic(u32 reg) { return *(volatile u32 *)(LAPIC + reg); }
static inline void lapic_write(u32 reg, u32 value) { *(volatile u32 *)(LAPIC + reg) = value; }
static inline u32 ioapic(u32 reg) {
  *(volatile u32 *)IOAPIC = reg;
  return *(volatile u32 *)(IOAPIC + 0x10);
}
static inline void ioapic_write(u32 reg, u32 value) {
  *(volatile u32 *)IOAPIC = reg;
  *(volatile u32 *)(IOAPIC + 0x10) = value;
}
void ioapic_route(unsigned input, u32 low, u32 high);
void end_lapic(unsigned vector);         // a handler
/// The vectors that are set in ISR (100), TMR (180) or IRR (200).
void print_vectors(const char *what, u32 reg);

// --- other cores --------------------------------------------------------------------
enum { MAIN_CORE = 0, CORES = 3 };
/// INIT, then STARTUP to real-mode code that goes to protected mode and calls `run`.
void start_core(u32 id, void (*run)(void));
void stop_cores(void);                   // INIT to all but this one
extern volatile u32 core_said[CORES];    // for `run` to write to
static inline u32 core_id(void) { return lapic(0x20) >> 24; }
