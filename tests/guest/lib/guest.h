// SPDX-License-Identifier: CC0-1.0
// What a guest program of the comparison with QEMU has at hand. A program is one
// file tests/guest/ROOM/NAME.c with one PROGRAM(NAME); all of them are linked
// into one Multiboot image, and the command line says which are to run
// (`only=NAME,NAME`, without it all but those marked ALONE). Each finds the
// machine as `prepare` leaves it: flat segments in four rings, a task-state
// segment, an IDT whose gates all lead to `on_trap`, no paging, PICs masked.
// What it prints must depend neither on time nor on where the linker put it.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int16_t s16;
typedef int32_t s32;

struct program {
  const char *name;
  void (*run)(void);
  bool alone;  // ends in shutdown or a reset: it gets a machine of its own
};
#define PROGRAM_(id, is_alone)                                              \
  static void run_##id(void);                                               \
  static const struct program program_##id                                  \
      __attribute__((used, section(".programs." #id), aligned(4))) = {#id, run_##id, is_alone}; \
  static void run_##id(void)
#define PROGRAM(id) PROGRAM_(id, false)
#define PROGRAM_ALONE(id) PROGRAM_(id, true)

// A piece of assembly to be tried; it may end with RET.
#define ROUTINE_(id, head, text)                                    \
  extern const u8 id[], id##_end[];                                 \
  __asm__(".pushsection .text\n" head "\n" #id ":\n" text \
          "\n" #id "_end:\n.code32\n.popsection\n")
#define ROUTINE(id, text) ROUTINE_(id, ".code32", text)
#define ROUTINE16(id, text) ROUTINE_(id, ".code16", text)

// --- print.c: %s, %u decimal, %x %h %b hexadecimal of 8, 4 and 2 digits, %c ---
void print(const char *format, ...);
void dump(const char *what, const void *bytes, unsigned count);

// --- segments.c ---------------------------------------------------------------
// code(r) and data(r): flat, ring r, the selector's RPL is r.
enum {
  CODE0 = 0x08, DATA0 = 0x10, CODE16 = 0x48, DATA16 = 0x50, TSS_MAIN = 0x58, TSS_OTHER = 0x60,
  LDT = 0x68, FREE = 0x70,  // and all after it, to the table's end
  GDT_ENTRIES = 64,
};
#define CODE(ring) (u16)(0x08 + (ring) * 0x10 + (ring))
#define DATA(ring) (u16)(0x10 + (ring) * 0x10 + (ring))
extern u64 gdt[GDT_ENTRIES];
extern u64 idt[256];

struct tss {
  u32 link, esp0, ss0, esp1, ss1, esp2, ss2, cr3, eip, eflags, eax, ecx, edx, ebx, esp, ebp, esi, edi;
  u32 es, cs, ss, ds, fs, gs, ldt;
  u16 trap, io_map;
  u8 io_bits[0x2001];
};
extern struct tss tss_main;

/// `access`: the byte with present, DPL, type; `flags`: 4 bits G, D/B, 0, AVL.
u64 segment(u32 base, u32 limit, u8 access, u8 flags);
/// `type`: 5 task, 6 and 7 16-bit, E and F 32-bit interrupt and trap; C call.
u64 gate(u16 selector, u32 offset, u8 type, u8 dpl);
u8 access_of(u16 selector);
void set_gate(unsigned vector, const void *handler, u8 type, u8 dpl);

enum { STACK_BYTES = 8192 };
extern u8 ring_stack[4][STACK_BYTES];  // [0] to [2] as in tss_main, [3] for nobody
#define STACK_TOP(ring) ((u32)ring_stack[ring] + STACK_BYTES)

// --- attempt.c ----------------------------------------------------------------
struct frame {  // as stubs.S leaves it
  u32 gs, fs, es, ds, edi, esi, ebp, unused, ebx, edx, ecx, eax, vector, error;
  u32 eip, cs, eflags;                               // pushed by the CPU
  u32 esp, ss, v86_es, v86_ds, v86_fs, v86_gs;       // from another ring; from V86
};
enum { DONE = 0x30 };  // INT 30h ends an attempt well

struct attempt {
  unsigned ring;
  u32 eflags;
  u32 eax, ebx, ecx, edx, esi, edi, ebp;  // 0: a pattern of its own
  bool v86;        // the routine was copied to LOW_CODE
};
/// Runs the routine, prints how it ended and what it changed.
void attempt(const char *what, const void *routine);
void attempt_in(unsigned ring, const char *what, const void *routine);
void attempt_as(const struct attempt *how, const char *what, const void *routine);
void attempt_v86(u32 eflags, const char *what, const void *routine, const void *end);
/// The frame of the last attempt's end.
extern struct frame last;

// --- probe.c ------------------------------------------------------------------
/// Calls the routine in ring 0 and says what came of it: '.' nothing, 'G' #GP(0), 'S'
/// #SS(0), 'A' #AC(0), 'P' #PF, 'U' #UD, 'N' #NM, '?' anything else. It may change any
/// segment register but SS.
char probe(const void *routine, u32 eax, u32 ebx, u32 ecx);
/// A line of probes with EAX = selector and EBX = an offset from `first` to `last_offset`.
void probes(const char *what, const void *routine, u32 selector, u32 first, u32 last_offset);

/// What is to be done about a trap: nothing (end the attempt) or go on.
typedef bool trap_hook(struct frame *frame);
extern trap_hook *on_trap;  // true: return to the program with the frame as it is now
void print_trap(const struct frame *frame);
extern u32 attempt_base;    // positions are printed from here
void trap_common(void);     // stubs.S
extern const u32 stub_addresses[256];

enum { LOW_CODE = 0x10000, LOW_STACK = 0x2F000 };  // real and V86 mode; below them 0x20000 is free
void copy_low(const void *begin, const void *end);

// --- paging.c -------------------------------------------------------------------
enum { P = 1, W = 2, U = 4, PWT = 8, PCD = 16, A = 32, D = 64, PS = 128, G = 256 };
enum { VIRTUAL = 0x40000000 };  // one page table of its own: table_at(VIRTUAL)
extern u32 page_directory[1024];
extern u32 page_table[1024];    // for VIRTUAL
extern u8 page_pool[8][4096];
/// Maps the first 32 MB one to one with 4 KB pages (user and writable), VIRTUAL by page_table; sets CR0.PG.
void paging_on(u32 more_cr0);
void map(u32 linear, u32 physical, u32 bits);  // within VIRTUAL's 4 MB
u32 identity_entry(u32 linear);                 // of the one-to-one map
void set_identity(u32 linear, u32 entry);

// --- the CPU ----------------------------------------------------------------------
static inline void outb(u16 port, u8 value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }
static inline void outl(u16 port, u32 value) { __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port)); }
static inline u8 inb(u16 port) { u8 value; __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port)); return value; }
#define REGISTER(name)                                                                               \
  static inline u32 read_##name(void) { u32 v; __asm__ volatile("movl %%" #name ", %0" : "=r"(v)); return v; } \
  static inline void write_##name(u32 v) { __asm__ volatile("movl %0, %%" #name : : "r"(v) : "memory"); }
REGISTER(cr0) REGISTER(cr2) REGISTER(cr3) REGISTER(cr4)
REGISTER(dr0) REGISTER(dr1) REGISTER(dr2) REGISTER(dr3) REGISTER(dr6) REGISTER(dr7)
static inline void invlpg(u32 address) { __asm__ volatile("invlpg (%0)" : : "r"(address) : "memory"); }
static inline void load_gdt(u32 base, u16 limit) {
  struct { u16 limit; u32 base; } __attribute__((packed)) at = {limit, base};
  __asm__ volatile("lgdt %0" : : "m"(at));
}
static inline void load_idt(u32 base, u16 limit) {
  struct { u16 limit; u32 base; } __attribute__((packed)) at = {limit, base};
  __asm__ volatile("lidt %0" : : "m"(at));
}
static inline void load_tr(u16 selector) { __asm__ volatile("ltr %0" : : "r"(selector)); }
static inline void load_ldt(u16 selector) { __asm__ volatile("lldt %0" : : "r"(selector)); }
static inline u16 read_tr(void) { u16 v; __asm__ volatile("str %0" : "=r"(v)); return v; }

void *memcpy(void *to, const void *from, size_t count);
void *memset(void *to, int value, size_t count);
void prepare(void);  // runner.c
