// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/pic.hpp"

#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint16_t bit(unsigned irq) { return static_cast<std::uint16_t>(1U << irq); }

// What SeaBIOS leaves to a Multiboot kernel (QEMU 7.2, `info pic`): IRQ 0, 1, 2
// and 6 of the master and 8, 12, 13 and 14 of the slave unmasked, IRQ 10 and 11
// level triggered. Kernels that keep the masks they find rely on them.
constexpr Vector kBiosMasterBase = 0x08;
constexpr Vector kBiosSlaveBase = 0x70;
constexpr std::uint8_t kBiosMasterMask = 0xB8;
constexpr std::uint8_t kBiosSlaveMask = 0x8E;
constexpr std::uint8_t kBiosSlaveElcr = 0x0C;

// IRQ 0, 1, 2, 8 and 13 cannot be level triggered (PIIX, 2.5.5).
constexpr std::uint8_t kMasterElcrBits = 0xF8;
constexpr std::uint8_t kSlaveElcrBits = 0xDE;

}  // namespace

Pic8259Pair::Pic8259Pair(EventSink& events, Line intr)
    : events_(events), intr_(std::move(intr)) {
  power_on();
}

void Pic8259Pair::power_on() {
  held_ = 0;
  master_.reset(kBiosMasterBase, kBiosMasterMask, 0);
  slave_.reset(kBiosSlaveBase, kBiosSlaveMask, kBiosSlaveElcr);
}

void Pic8259Pair::reset() {
  power_on();
  for (unsigned irq = 0; irq < 16; ++irq) {
    if (irq != kCascade) drive(irq);  // what `raise` held falls; the lines are the devices'
  }
  update();
}

void Pic8259Pair::set_line(unsigned irq, bool high) {
  if (irq >= 16 || irq == kCascade) return;
  if (high) {
    lines_ |= bit(irq);
  } else {
    lines_ &= static_cast<std::uint16_t>(~bit(irq));
  }
  drive(irq);
  update();
}

void Pic8259Pair::raise(unsigned irq) {
  if (irq >= 16 || irq == kCascade) return;
  // A line that is high already goes low for a moment: there is always an edge.
  (irq < 8 ? master_ : slave_).set_input(irq & 7, false);
  held_ |= bit(irq);
  drive(irq);
  update();
}

void Pic8259Pair::raise_spurious(bool slave) {
  (slave ? slave_ : master_).glitch();
  update();
}

void Pic8259Pair::drive(unsigned irq) {
  const bool high = ((lines_ | held_) & bit(irq)) != 0;
  const bool rose = (irq < 8 ? master_ : slave_).set_input(irq & 7, high);
  if (rose) events_.publish(kNoCore, events::IrqRaised{static_cast<std::uint8_t>(irq)});
}

void Pic8259Pair::update() {
  master_.set_input(kCascade, slave_.output());
  intr_(master_.output());
}

void Pic8259Pair::release(unsigned irq) {
  held_ &= static_cast<std::uint16_t>(~bit(irq));
  drive(irq);
}

Pic8259Pair::Ack Pic8259Pair::acknowledge(CoreId by) {
  const Pic8259::Ack ack = master_.acknowledge();
  Ack answer{master_.vector_of(ack.level), ack.spurious};
  if (!ack.spurious && ack.level == kCascade) {
    answer = acknowledge_slave(by);
    if (ack.ended) publish_eoi(by, false, kCascade);
  } else {
    acknowledged(by, ack.level, ack, answer.vector);
  }
  update();
  return answer;
}

Pic8259Pair::Ack Pic8259Pair::acknowledge_slave(CoreId by) {
  const Pic8259::Ack ack = slave_.acknowledge();
  // The slave's INT falls with INTA; if it has more to say, the master sees a new edge.
  if (!fault("pic-cascade-held")) master_.set_input(kCascade, false);
  const Vector vector = slave_.vector_of(ack.level);
  acknowledged(by, ack.level + 8, ack, vector);
  return {vector, ack.spurious};
}

void Pic8259Pair::acknowledged(CoreId by, unsigned irq, Pic8259::Ack ack, Vector vector) {
  events_.publish(by, events::IrqAcknowledged{vector, ack.spurious});
  if (ack.ended) publish_eoi(by, irq >= 8, static_cast<int>(ack.level));
  // A poll of the master acknowledges the slave's line too, which stays as it is.
  if (!ack.spurious && (irq != kCascade || fault("pic-poll-lowers-cascade"))) release(irq);
}

void Pic8259Pair::publish_eoi(CoreId core, bool slave, int level) {
  const int irq = slave && level >= 0 ? level + 8 : level;
  events_.publish(core, events::Eoi{slave ? Controller::SlavePic : Controller::MasterPic,
                                    static_cast<std::int16_t>(irq)});
}

std::uint32_t Pic8259Pair::read(std::uint32_t offset, unsigned, Access access) {
  switch (offset) {
    case 0: case 1: return read_chip(false, offset == 1, access);
    case 2: case 3: return read_chip(true, offset == 3, access);
    case 4: return master_.elcr();
    case 5: return slave_.elcr();
    default: return 0xFF;
  }
}

std::uint8_t Pic8259Pair::read_chip(bool slave, bool data, Access access) {
  Pic8259& chip = slave ? slave_ : master_;
  const std::uint8_t value = chip.peek(data);
  if (!access.is_guest() || !chip.polled()) return value;
  if (const auto ack = chip.poll()) {
    const unsigned irq = ack->level + (slave ? 8 : 0);
    acknowledged(access.core, irq, *ack, chip.vector_of(ack->level));
    if (slave) master_.set_input(kCascade, false);
  }
  update();
  return value;
}

void Pic8259Pair::write(std::uint32_t offset, unsigned, std::uint32_t value, Access access) {
  const auto byte = static_cast<std::uint8_t>(value);
  switch (offset) {
    case 0: case 1: write_chip(false, offset == 1, byte, access.core); break;
    case 2: case 3: write_chip(true, offset == 3, byte, access.core); break;
    case 4: master_.write_elcr(byte & kMasterElcrBits); break;
    case 5: slave_.write_elcr(byte & kSlaveElcrBits); break;
    default: break;
  }
  update();
}

void Pic8259Pair::write_chip(bool slave, bool data, std::uint8_t value, CoreId core) {
  Pic8259& chip = slave ? slave_ : master_;
  if (data) {
    chip.write_data(value);
  } else if (const auto ended = chip.write_command(value)) {
    publish_eoi(core, slave, *ended);
  }
}

void Pic8259Pair::visit(StateVisitor& state) {
  master_.visit(state);
  slave_.visit(state);
  state.field("lines", lines_);
  state.field("held", held_);
}

}  // namespace vectorscope
