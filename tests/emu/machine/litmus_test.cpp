// SPDX-License-Identifier: GPL-2.0-or-later
// The litmus tests of the x86-TSO papers (Owens, Sarkar, Sewell: "A better x86
// memory model: x86-TSO", 2009; names as there), every schedule of each: which
// instruction is next, and when each store reaches memory. The machine must show
// exactly the outcomes that the model allows.
#include <array>
#include <ostream>
#include <set>

#include "tests/emu/machine/guest.hpp"

namespace vectorscope {
namespace {

using testing::Code;
using testing::kCode;

constexpr PhysicalAddress kX = 0x200000, kY = 0x200040;  // different cache lines
constexpr PhysicalAddress kTrampoline = 0x8000, kProgram = 0x110000;
constexpr std::uint32_t kProgramSize = 0x100;

/// Instructions of one core, each one step.
struct Program {
  std::vector<std::vector<std::uint8_t>> instructions;

  Program& store(PhysicalAddress at, std::uint32_t value) { return add(Code().store(at, value)); }
  Program& load_eax(PhysicalAddress at) { return add(Code()({0x8B, 0x05}).dword(at)); }
  Program& load_ebx(PhysicalAddress at) { return add(Code()({0x8B, 0x1D}).dword(at)); }
  Program& mfence() { return add(Code()({0x0F, 0xAE, 0xF0})); }
  /// XCHG [at], ECX: locked without a prefix (SDM 2, XCHG).
  Program& exchange_ecx(PhysicalAddress at) { return add(Code()({0x87, 0x0D}).dword(at)); }
  Program& locked_add(PhysicalAddress at) { return add(Code()({0xF0, 0x83, 0x05}).dword(at)({1})); }

 private:
  Program& add(const Code& code) {
    instructions.push_back(code.bytes());
    return *this;
  }
};

Code program_code(const Program& program) {
  Code code;
  int length = 0;
  for (const auto& instruction : program.instructions)
    for (const auto byte : instruction) code({byte}), ++length;
  return code({0xEB, -2 - length});  // JMP to its start
}

/// Real mode to flat 32 bits, then to the program of the core's number.
Code trampoline() {
  Code code;
  code({0x66, 0x2E, 0x0F, 0x01, 0x16, 0x60, 0x00});        // LGDT CS:[60]
  code({0x0F, 0x20, 0xC0, 0x0C, 0x01, 0x0F, 0x22, 0xC0});  // CR0.PE
  code({0x66, 0xEA}).dword(kTrampoline + 0x17)({0x08, 0x00});
  code({0x66, 0xB8, 0x10, 0x00, 0x8E, 0xD8});          // MOV AX, 10; MOV DS, AX
  code({0xA1}).dword(0xFEE00020)({0xC1, 0xE8, 0x10});  // MOV EAX, [LAPIC ID]; SHR EAX, 16
  code({0x05}).dword(kProgram)({0xFF, 0xE0});          // ADD EAX, programs; JMP EAX
  while (code.bytes().size() < 0x40) code({0});
  code.dword(0).dword(0).dword(0xFFFF).dword(0x00CF9A00).dword(0xFFFF).dword(0x00CF9200);
  while (code.bytes().size() < 0x60) code({0});
  return code({0x17, 0x00}).dword(kTrampoline + 0x40);
}

Code boot() {
  Code code;
  for (const std::uint32_t command : {0x000C4500u, 0x000C4600u | kTrampoline >> 12})
    code({0xC7, 0x05}).dword(0xFEE00300).dword(command);  // INIT, then STARTUP, to all others
  return code({0xB8}).dword(kProgram)({0xFF, 0xE0});
}

void place(Image& image, PhysicalAddress at, const Code& code) {
  image.segments.push_back(
      {at, code.bytes(), static_cast<std::uint32_t>(code.bytes().size()), true});
}

using Outcome = std::vector<std::uint32_t>;
using Outcomes = std::set<Outcome>;

/// Runs every schedule of some programs, again and again on one machine.
class Litmus {
 public:
  Litmus(std::vector<Program> programs, MemoryModel memory) : programs_(std::move(programs)) {
    Image image;
    image.name = "litmus";
    image.entry = kCode;
    place(image, kCode, boot());
    place(image, kTrampoline, trampoline());
    for (unsigned core = 0; core < programs_.size(); ++core)
      place(image, start_of(core), program_code(programs_[core]));
    machine_ = testing::machine_with(
        std::move(image), {.cores = static_cast<unsigned>(programs_.size()), .memory = memory});
    for (unsigned core = 0; core < programs_.size(); ++core) {
      for (int steps = 0; steps < 100 && at(core) != start_of(core); ++steps) run(core);
      EXPECT_EQ(at(core), start_of(core)) << "core " << core << " does not get there";
    }
  }

  template <class Observe>
  Outcomes outcomes(Observe observe) {
    Outcomes found;
    std::vector<unsigned> path;  // which of the choices was taken, at each place
    do {
      reset();
      for (std::size_t depth = 0;; ++depth) {
        const auto choices = choices_now();
        if (choices.empty()) break;
        if (depth == path.size()) path.push_back(0), width_.push_back(0);
        width_[depth] = choices.size();
        take(choices[path[depth]]);
      }
      found.insert(observe(*machine_));
      ++schedules;
    } while (next(path));
    return found;
  }

  std::size_t schedules = 0;

 private:
  struct Choice {
    unsigned core;
    bool drain;
  };

  static std::uint32_t start_of(unsigned core) { return kProgram + core * kProgramSize; }
  [[nodiscard]] std::uint32_t at(unsigned core) const {
    return machine_->registers(static_cast<CoreId>(core)).eip;
  }
  void run(unsigned core) { machine_->apply(decisions::Run{static_cast<CoreId>(core), 1}); }

  void reset() {
    for (unsigned core = 0; core < programs_.size(); ++core)
      if (at(core) != start_of(core)) run(core);  // the jump
    machine_->apply(decisions::Poke{kX, 0});
    machine_->apply(decisions::Poke{kY, 0});
    done_.assign(programs_.size(), 0);
  }

  std::vector<Choice> choices_now() {
    std::vector<Choice> choices;
    for (unsigned core = 0; core < programs_.size(); ++core) {
      if (done_[core] < programs_[core].instructions.size()) choices.push_back({core, false});
      if (!machine_->waiting_stores(static_cast<CoreId>(core)).empty())
        choices.push_back({core, true});
    }
    return choices;
  }

  void take(const Choice& choice) {
    if (choice.drain) {
      machine_->apply(decisions::Drain{static_cast<CoreId>(choice.core)});
    } else {
      run(choice.core);
      ++done_[choice.core];
    }
  }

  /// The next path in the order of a depth-first search.
  bool next(std::vector<unsigned>& path) {
    while (!path.empty()) {
      if (++path.back() < width_[path.size() - 1]) return true;
      path.pop_back(), width_.pop_back();
    }
    return false;
  }

  std::vector<Program> programs_;
  std::unique_ptr<Machine> machine_;
  std::vector<std::size_t> done_, width_;
};

std::uint32_t eax(const Machine& machine, CoreId core) {
  return machine.registers(core).eax;
}
std::uint32_t ebx(const Machine& machine, CoreId core) {
  return machine.registers(core).ebx;
}

constexpr auto kBothEax = [](const Machine& m) { return Outcome{eax(m, 0), eax(m, 1)}; };
constexpr auto kEaxEbxOf1 = [](const Machine& m) { return Outcome{eax(m, 1), ebx(m, 1)}; };
constexpr auto kReaders = [](const Machine& m) {
  return Outcome{eax(m, 2), ebx(m, 2), eax(m, 3), ebx(m, 3)};
};
constexpr auto kN6 = [](const Machine& m) { return Outcome{eax(m, 0), ebx(m, 0), m.ram()[kX]}; };

// SB: each writes one and reads the other.
std::vector<Program> store_buffering() {
  return {Program().store(kX, 1).load_eax(kY), Program().store(kY, 1).load_eax(kX)};
}
const Outcomes kSbSc = {{0, 1}, {1, 0}, {1, 1}};
const Outcomes kSbTso = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

TEST(Litmus, StoreBufferingShowsBothZeroUnderTsoOnly) {
  EXPECT_EQ(Litmus(store_buffering(), MemoryModel::Tso).outcomes(kBothEax), kSbTso);
  EXPECT_EQ(Litmus(store_buffering(), MemoryModel::Sc).outcomes(kBothEax), kSbSc);
}

TEST(Litmus, AFenceOnBothSidesForbidsBothZero) {
  const std::vector<Program> both = {Program().store(kX, 1).mfence().load_eax(kY),
                                     Program().store(kY, 1).mfence().load_eax(kX)};
  EXPECT_EQ(Litmus(both, MemoryModel::Tso).outcomes(kBothEax), kSbSc);
}

TEST(Litmus, AFenceOnOneSideIsNotEnough) {
  const std::vector<Program> one = {Program().store(kX, 1).mfence().load_eax(kY),
                                    Program().store(kY, 1).load_eax(kX)};
  EXPECT_EQ(Litmus(one, MemoryModel::Tso).outcomes(kBothEax), kSbTso);
}

TEST(Litmus, ALockedInstructionIsAFence) {
  constexpr PhysicalAddress kOther = kY + 0x40;
  const std::vector<Program> locked = {Program().store(kX, 1).locked_add(kOther).load_eax(kY),
                                       Program().store(kY, 1).exchange_ecx(kOther).load_eax(kX)};
  EXPECT_EQ(Litmus(locked, MemoryModel::Tso).outcomes(kBothEax), kSbSc);
}

// MP: data, then a flag; read in the other order.
TEST(Litmus, MessagePassingNeverShowsTheFlagWithoutTheData) {
  const std::vector<Program> plain = {Program().store(kX, 1).store(kY, 1),
                                      Program().load_eax(kY).load_ebx(kX)};
  const std::vector<Program> fenced = {Program().store(kX, 1).mfence().store(kY, 1),
                                       Program().load_eax(kY).mfence().load_ebx(kX)};
  const Outcomes expected = {{0, 0}, {0, 1}, {1, 1}};
  for (const auto& programs : {plain, fenced})
    for (const auto memory : {MemoryModel::Sc, MemoryModel::Tso})
      EXPECT_EQ(Litmus(programs, memory).outcomes(kEaxEbxOf1), expected);
}

// LB: loads are not moved behind later stores.
TEST(Litmus, LoadBufferingNeverShowsBothOne) {
  const std::vector<Program> plain = {Program().load_eax(kX).store(kY, 1),
                                      Program().load_eax(kY).store(kX, 1)};
  const std::vector<Program> fenced = {Program().load_eax(kX).mfence().store(kY, 1),
                                       Program().load_eax(kY).mfence().store(kX, 1)};
  const Outcomes expected = {{0, 0}, {0, 1}, {1, 0}};
  for (const auto& programs : {plain, fenced})
    for (const auto memory : {MemoryModel::Sc, MemoryModel::Tso})
      EXPECT_EQ(Litmus(programs, memory).outcomes(kBothEax), expected);
}

// IRIW: two writers, and two readers that disagree about which was first.
TEST(Litmus, IndependentReadersNeverDisagree) {
  Outcomes expected;
  for (std::uint32_t bits = 0; bits < 16; ++bits)
    expected.insert({bits & 1, bits >> 1 & 1, bits >> 2 & 1, bits >> 3 & 1});
  expected.erase({1, 0, 1, 0});
  const std::vector<Program> plain = {Program().store(kX, 1), Program().store(kY, 1),
                                      Program().load_eax(kX).load_ebx(kY),
                                      Program().load_eax(kY).load_ebx(kX)};
  Litmus tso(plain, MemoryModel::Tso);
  EXPECT_EQ(tso.outcomes(kReaders), expected);
  // 8 actions, two in order on each core: 8! / (2! 2! 2! 2!).
  EXPECT_EQ(tso.schedules, 2520u);
  EXPECT_EQ(Litmus(plain, MemoryModel::Sc).outcomes(kReaders), expected);
  const std::vector<Program> fenced = {Program().store(kX, 1), Program().store(kY, 1),
                                       Program().load_eax(kX).mfence().load_ebx(kY),
                                       Program().load_eax(kY).mfence().load_ebx(kX)};
  EXPECT_EQ(Litmus(fenced, MemoryModel::Tso).outcomes(kReaders), expected);
}

// n6: a core reads its own store before anybody else can, and it is the last.
TEST(Litmus, N6ShowsACoreReadingItsOwnStoreEarly) {
  const std::vector<Program> plain = {Program().store(kX, 1).load_eax(kX).load_ebx(kY),
                                      Program().store(kY, 2).store(kX, 2)};
  const std::vector<Program> fenced = {Program().store(kX, 1).mfence().load_eax(kX).load_ebx(kY),
                                       Program().store(kY, 2).store(kX, 2)};
  const Outcomes sc = {{1, 0, 2}, {1, 2, 1}, {1, 2, 2}, {2, 2, 2}};
  Outcomes tso = sc;
  tso.insert({1, 0, 1});
  EXPECT_EQ(Litmus(plain, MemoryModel::Tso).outcomes(kN6), tso);
  EXPECT_EQ(Litmus(plain, MemoryModel::Sc).outcomes(kN6), sc);
  EXPECT_EQ(Litmus(fenced, MemoryModel::Tso).outcomes(kN6), sc);
}

}  // namespace
}  // namespace vectorscope
