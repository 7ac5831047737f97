// SPDX-License-Identifier: GPL-2.0-or-later
// Streams of random instructions in each ring, with and without paging, single
// steps and interrupts: 256 an input, which tests/guest/streams executes one after
// the other on one machine. Its bytes are the first streams, and the seed of the
// rest. Whatever a stream does, the machine lives and counts its steps; one that
// takes the guest down is left out, and the next machine begins behind it.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <random>

#include "emu/machine/machine.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/seeds.hpp"

namespace {

using namespace vectorscope;
using fuzz::Input;

constexpr unsigned kRamMb = 16;
constexpr std::size_t kStreams = 256, kStreamBytes = 32;  // without the INT 30h behind it

std::uint64_t g_streams = 0, g_machines = 0, g_steps = 0;

void require(bool condition, const std::string& what) {
  if (condition) return;
  std::cerr << "not so: " << what << '\n';
  std::abort();
}

// --- the streams ----------------------------------------------------------------

/// An opcode with an operand that is likely to be one, so that not every stream
/// ends at its first instruction.
void add_instruction(std::vector<std::uint8_t>& code, std::minstd_rand& random) {
  constexpr std::uint8_t kPrefixes[] = {0x66, 0x67, 0xF0, 0xF2, 0xF3, 0x26, 0x64};
  constexpr std::uint8_t kOperands[] = {0x03, 0x06, 0x07, 0x1E, 0x2F, 0x33, 0x3E, 0x45, 0x5D, 0x9E};
  const auto any = [&] { return static_cast<std::uint8_t>(random() >> 8); };
  if (random() % 6 == 0) code.push_back(kPrefixes[random() % std::size(kPrefixes)]);
  if (random() % 3 == 0) code.push_back(0x0F);
  code.push_back(any());
  code.push_back(random() % 3 == 0 ? any() : kOperands[random() % std::size(kOperands)]);
  for (auto rest = random() % 4; rest > 0; --rest) code.push_back(random() % 2 == 0 ? any() : 0);
}

std::vector<std::uint8_t> make_streams(Input input, std::uint32_t seed) {
  std::minstd_rand random(seed);
  std::vector<std::uint8_t> streams;
  for (std::size_t number = 0; number < kStreams; ++number) {
    std::vector<std::uint8_t> stream;
    while (!input.empty() && stream.size() < kStreamBytes) stream.push_back(input.byte());
    if (stream.empty()) stream.push_back(static_cast<std::uint8_t>(random() >> 8));
    while (stream.size() < kStreamBytes) add_instruction(stream, random);
    stream.resize(kStreamBytes);
    streams.insert(streams.end(), stream.begin(), stream.end());
    streams.insert(streams.end(), {0xCD, 0x30});
  }
  return streams;
}

// --- the guest ------------------------------------------------------------------

/// INT3 all over free memory: a stream that jumps there is over, rather than a
/// long way of zeros that all want to be translated.
void fill(Image& image, PhysicalAddress from, PhysicalAddress to) {
  image.segments.push_back({from, std::vector<std::uint8_t>(to - from, 0xCC), to - from, false});
}

Image& program() {
  static Image image = [] {
    auto loaded = load_image(GUEST_STREAMS_ELF, std::uint64_t{kRamMb} << 20);
    require(loaded.has_value(), loaded ? "" : loaded.error().text);
    fill(*loaded, 0x1000, 0x80000);
    fill(*loaded, 0x200000, kRamMb << 20);
    std::ranges::sort(loaded->segments, {}, &Segment::address);
    return std::move(*loaded);
  }();
  return image;
}

PhysicalAddress address_of(const char* name) {
  const auto* symbol = program().symbols.named(name);
  require(symbol != nullptr, name);
  return symbol->address;
}

void overwrite(Image& image, PhysicalAddress at, std::span<const std::uint8_t> bytes) {
  for (auto& segment : image.segments)
    if (at >= segment.address && at + bytes.size() <= segment.address + segment.bytes.size())
      return void(std::ranges::copy(bytes, segment.bytes.begin() + (at - segment.address)));
  require(false, "the streams lie in a segment");
}

std::uint32_t word_at(const Machine& machine, PhysicalAddress at) {
  std::uint32_t value = 0;
  std::memcpy(&value, machine.ram().data() + at, sizeof value);
  return value;
}

/// From stream `first` on. Returns which one comes next: the number of streams
/// after the last one, or the one behind that which took the guest down.
std::uint32_t run_from(std::uint32_t first, const std::vector<std::uint8_t>& streams,
                       const MachineConfig& config) {
  constexpr Step kPatience = 60'000;  // a stream ends after some thousands, by its NMI
  static const auto next_at = address_of("next_stream"), streams_at = address_of("streams");
  Image image = program();
  overwrite(image, streams_at, streams);
  overwrite(image, next_at, {reinterpret_cast<const std::uint8_t*>(&first), sizeof first});
  auto machine = Machine::create(config, std::make_shared<const Image>(std::move(image)));
  require(machine.has_value(), "a machine can be made");
  ++g_machines;
  std::uint32_t next = first;
  for (;;) {
    const auto before = (*machine)->step();
    const auto applied = (*machine)->apply(decisions::RunRound{0, 500, kPatience});
    require((*machine)->step() - before == applied.steps, "steps are counted");
    require(applied.steps <= kPatience, "no more steps than asked");
    g_steps += applied.steps;
    const auto now = word_at(**machine, next_at);
    // A stream may have written to the counter, too.
    const bool got_on = now > next && now <= kStreams;
    if (got_on) next = now;
    if (applied.ended != Ended::Done || !got_on) return std::max(next, first + 1);
  }
}

std::vector<std::vector<std::uint8_t>> seeds() {
  std::vector<std::vector<std::uint8_t>> made;
  for (std::uint8_t number = 0; number < 32; ++number) made.push_back({number});
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::give_seeds(argc, argv, seeds());
  std::atexit([] {
    std::cerr << g_streams << " streams on " << g_machines << " machines, " << g_steps << " steps\n";
  });
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::uint32_t seed = 1;
  for (std::size_t i = 0; i < size; ++i) seed = seed * 16777619 ^ data[i];
  MachineConfig config;
  config.cores = 1;
  config.ram_mb = kRamMb;
  config.memory = seed % 4 == 0 ? MemoryModel::Tso : MemoryModel::Sc;
  const auto streams = make_streams(Input({data, size}), seed);
  for (std::uint32_t next = 0; next < kStreams;) {
    const auto first = next;
    next = run_from(first, streams, config);
    g_streams += next - first;
  }
  return 0;
}
