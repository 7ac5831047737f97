// SPDX-License-Identifier: CC0-1.0
// Reads `name=value` words. Nothing is guessed: what is not known is refused.

#include "boot/switches.h"

#include <stddef.h>

#include "cpu/cpu.h"
#include "devices/print.h"
#include "labs/labs.h"

struct switches switches = {
    .frame = FRAME_POINTER,
    .stub = STUB_FULL,
    .eoi = EOI_EXACT,
    .lock = LOCK_CLAIM,
    .backoff = BACKOFF_CAPPED,
    .recovery = RECOVERY_HALT,
    .answers = ANSWERS_DISTINCT,
    .alloc_locks = ALLOC_LOCKS_ONE,
    .undo = UNDO_ON,
    .section_irqs = SECTION_IRQS_OFF,
    .order = ORDER_SAME,
    .on_busy = ON_BUSY_RELEASE,
    .work = WORK_O2,
    .retries = 1000,
    .keyboard = KEYBOARD_REPAIRED,
    .tasks = SCHOOL_REPAIRED,
    .scancode = SCHOOL_REPAIRED,
    .errorcode = SCHOOL_REPAIRED,
    .gates = SCHOOL_REPAIRED,
    .registers = SCHOOL_REPAIRED,
    .fault = SCHOOL_REPAIRED,
};

#define MOST_VALUES 9  // of one switch, and a NULL behind them

static const struct choice {
    const char *name;
    size_t offset;
    const char *values[MOST_VALUES];
} choices[SWITCHES_CHOSEN_BY_NAME] = {
    {"frame", offsetof(struct switches, frame), {"value", "pointer"}},
    {"stub", offsetof(struct switches, stub), {"published", "full"}},
    {"eoi", offsetof(struct switches, eoi), {"published", "exact"}},
    {"lock",
     offsetof(struct switches, lock),
     {"swap", "swap-test", "xchg", "claim", "tas", "ttas", "ticket", "mutex"}},
    {"backoff", offsetof(struct switches, backoff), {"none", "published", "capped", "jitter"}},
    {"recovery", offsetof(struct switches, recovery), {"none", "published", "halt", "epoch"}},
    {"answers", offsetof(struct switches, answers), {"published", "distinct"}},
    {"alloc-locks", offsetof(struct switches, alloc_locks), {"two", "one"}},
    {"undo", offsetof(struct switches, undo), {"off", "on"}},
    {"section-irqs", offsetof(struct switches, section_irqs), {"on", "off"}},
    {"order", offsetof(struct switches, order), {"opposite", "same"}},
    {"on-busy", offsetof(struct switches, on_busy), {"hold", "release"}},
    {"slots", offsetof(struct switches, slots), {"plain", "padded"}},
    {"work", offsetof(struct switches, work), {"O2", "O0"}},
    {"keyboard", offsetof(struct switches, keyboard), {"published", "repaired", "plain"}},
    {"driver",
     offsetof(struct switches, driver),
     {"right", "clear-all", "overwrite", "isr-sends", "irqs-off"}},
    {"irq", offsetof(struct switches, irq), {"onstack", "spl", "spl-lazy", "thread"}},
    {"tasks", offsetof(struct switches, tasks), {"published", "repaired"}},
    {"scancode", offsetof(struct switches, scancode), {"published", "repaired"}},
    {"errorcode", offsetof(struct switches, errorcode), {"published", "repaired"}},
    {"gates", offsetof(struct switches, gates), {"published", "repaired"}},
    {"registers", offsetof(struct switches, registers), {"published", "repaired"}},
    {"fault", offsetof(struct switches, fault), {"published", "repaired"}},
};

static bool ends_word(char c) { return c == ' ' || c == '\0'; }

// The text after `prefix` and the sign, or NULL; without a sign the word must end there.
static const char *after(const char *word, const char *prefix, char sign)
{
    while (*prefix)
        if (*word++ != *prefix++)
            return NULL;
    if (sign == '\0')
        return ends_word(*word) ? word : NULL;
    return *word == sign ? word + 1 : NULL;
}

static uint32_t *field(struct switches *in, size_t offset) { return (uint32_t *)((uint8_t *)in + offset); }

static bool parse_number(uint32_t *into, const char *text)
{
    uint32_t number = 0;

    if (ends_word(*text))
        return false;
    for (; !ends_word(*text); text++) {
        if (*text < '0' || *text > '9' || number > 99999999)
            return false;
        number = number * 10 + (uint32_t)(*text - '0');
    }
    *into = number;
    return number > 0;
}

static bool parse_word(struct switches *into, const char *word)
{
    const char *value;

    for (const struct choice *c = choices; c < choices + SWITCHES_CHOSEN_BY_NAME; c++)
        if ((value = after(word, c->name, '=')))
            for (uint32_t i = 0; c->values[i]; i++)
                if (after(value, c->values[i], '\0')) {
                    *field(into, c->offset) = i;
                    return true;
                }
    if ((value = after(word, "lab", '=')))
        for (uint32_t i = 0; labs[i].name; i++)
            if (after(value, labs[i].name, '\0')) {
                into->lab = i;
                return true;
            }
    return (value = after(word, "retries", '=')) && parse_number(&into->retries, value);
}

// Loaders may put the image's name first (Multiboot 1, 3.3): it has a slash or a dot. A word without either
// is more likely a switch that was forgotten half.
static bool is_image_name(const char *word)
{
    for (; !ends_word(*word); word++)
        if (*word == '/' || *word == '.')
            return true;
    return false;
}

// A debugger asks here whether there is such a line.
WATCHED bool switches_parse(struct switches *into, const char *line, char refused[32])
{
    bool first = true;

    for (const char *word = line; *word; first = false) {
        while (*word == ' ')
            word++;
        if (*word && !(first && is_image_name(word)) && !parse_word(into, word)) {
            uint32_t i = 0;
            for (; i < 31 && !ends_word(word[i]); i++)
                refused[i] = word[i];
            refused[i] = '\0';
            return false;
        }
        while (!ends_word(*word))
            word++;
    }
    return true;
}

const char *switches_value(const struct switches *from, uint32_t index, const char **name)
{
    *name = choices[index].name;
    return choices[index].values[*(const uint32_t *)((const uint8_t *)from + choices[index].offset)];
}

void switches_print_all(void)
{
    for (const struct choice *c = choices; c < choices + SWITCHES_CHOSEN_BY_NAME; c++)
        for (uint32_t i = 0; c->values[i]; i++)
            print(i ? "|%s%s" : " %s=%s", i ? "" : c->name, c->values[i]);
    print(" retries=N lab=");
    for (uint32_t i = 0; labs[i].name; i++)
        print("%s%s", i ? "|" : "", labs[i].name);
    print("\n");
}
