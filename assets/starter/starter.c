// SPDX-License-Identifier: CC0-1.0
// A kernel to begin with: one core, 256 interrupts, a timer, a keyboard. Build
// and run it as README.md says, then change what happens.
#include "vectorscope.h"

// --- the machine ---------------------------------------------------------------

static inline void out8(uint16_t port, uint8_t value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }

static inline uint8_t in8(uint16_t port)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

// The boot loader jumps to `start` (Multiboot 1). Segments of our own follow, for
// nobody knows where the loader's are; then 256 stubs of 16 bytes that leave the
// same frame whether or not the CPU has pushed an error code.
__asm__(".section .multiboot, \"a\"; .balign 4\n"
        "  .long 0x1BADB002, 0, -0x1BADB002\n"
        ".text\n"
        ".globl start\n"
        "start: cli\n"
        "  movl $stack + 16384, %esp\n"
        "  lgdt gdt_pointer\n"
        "  ljmp $8, $1f\n"
        "1: movw $16, %ax\n"
        "  movw %ax, %ds; movw %ax, %es; movw %ax, %fs; movw %ax, %gs; movw %ax, %ss\n"
        "  call kernel_main\n"
        "2: cli; hlt; jmp 2b\n"
        ".balign 16\n"
        "stubs: .set number, 0\n"
        ".rept 256\n"
        "  .balign 16\n"
        "  .if number != 8 && (number < 10 || number > 14) && number != 17\n"
        "    pushl $0\n"
        "  .endif\n"
        "  pushl $number\n"
        "  jmp common\n"
        "  .set number, number + 1\n"
        ".endr\n"
        "common: pushal; cld; pushl %esp\n"
        "  call dispatch\n"
        "  addl $4, %esp; popal; addl $8, %esp; iretl\n"
        ".balign 8\n"
        "gdt: .quad 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF\n"
        "gdt_pointer: .word 23; .long gdt\n"
        ".bss; .balign 16\n"
        "stack: .skip 16384\n"
        ".text\n");
extern const uint8_t stubs[];

struct frame {
    uint32_t edi, esi, ebp, esp, ebx, edx, ecx, eax;
    uint32_t vector, error, eip, cs, eflags;
};

// --- the console: screen and serial port ---------------------------------------

static volatile uint16_t *const screen = (volatile uint16_t *)0xB8000;
static uint32_t cursor;

static void put(char c)
{
    while (!(in8(0x3FD) & 0x20)) {}
    out8(0x3F8, (uint8_t)c);
    if (c == '\n')
        cursor += 80 - cursor % 80;
    else
        screen[cursor++] = (uint16_t)(0x0700 | (uint8_t)c);
    cursor %= 80 * 25;
}

static void print(const char *text) { while (*text) put(*text++); }

static void print_number(uint32_t number)
{
    if (number >= 10)
        print_number(number / 10);
    put((char)('0' + number % 10));
}

// --- interrupts ------------------------------------------------------------------

typedef void handler(struct frame *);
handler *handles[256] __attribute__((section(".bss.handles"), aligned(4096)));
static struct { uint16_t low, selector, type, high; } idt[256];
static volatile uint32_t ticks, busy_ticks;

void dispatch(struct frame *frame)
{
    handles[frame->vector](frame);
    if (frame->vector >= 0x20 && frame->vector < 0x28)
        out8(0x20, 0x20);  // only who came from the 8259 ends there
}

static void unexpected(struct frame *frame)
{
    print("unexpected interrupt ");
    print_number(frame->vector);
    print("\n");
    vectorscope_exit(1);
}

static void tick(struct frame *frame) { (void)frame, ticks = ticks + 1; }
static void tick_busy(struct frame *frame) { (void)frame, busy_ticks = busy_ticks + 1; }

static void key(struct frame *frame)
{
    (void)frame;
    print("key ");
    print_number(in8(0x60));
    print("\n");
}

static void interrupts_init(void)
{
    static const uint8_t setup[][2] = {{0x20, 0x11}, {0x21, 0x20}, {0x21, 4}, {0x21, 1},     // IRQ 0 is vector 20h
                                       {0xA0, 0x11}, {0xA1, 0x28}, {0xA1, 2}, {0xA1, 1},     // IRQ 8 is vector 28h
                                       {0x21, 0xFC}, {0xA1, 0xFF},                           // timer and keyboard
                                       {0x43, 0x34}, {0x40, 0x9C}, {0x40, 0x2E}};            // 100 ticks a second
    struct __attribute__((packed)) { uint16_t limit; uint32_t base; } pointer = {sizeof idt - 1, (uint32_t)idt};

    for (uint32_t v = 0; v < 256; v++) {
        const uint32_t entry = (uint32_t)stubs + 16 * v;
        idt[v].low = (uint16_t)entry, idt[v].selector = 8, idt[v].type = 0x8E00, idt[v].high = (uint16_t)(entry >> 16);
        handles[v] = v == 0x20 ? tick : v == 0x21 ? key : unexpected;
    }
    for (uint32_t i = 0; i < sizeof setup / sizeof *setup; i++)
        out8(setup[i][0], setup[i][1]);
    __asm__ volatile("lidt %0; sti" : : "m"(pointer));
}

// --- your part ---------------------------------------------------------------------

void kernel_main(void)
{
    print("hello from the starter kernel\n");
    interrupts_init();
    while (ticks < 3)
        __asm__ volatile("hlt");
    vectorscope_text("three ticks\n");

    vectorscope_mark(VECTORSCOPE_BEGIN, 1, "busy");
    handles[0x20] = tick_busy;  // watch slot 20 in the panel
    while (busy_ticks < 2)
        __asm__ volatile("hlt");
    handles[0x20] = tick;
    vectorscope_mark(VECTORSCOPE_END, 1, "busy");

    print("two ticks found the slot busy\n");
    vectorscope_exit(0);  // or stay: for (;;) __asm__ volatile("hlt");
}
