// SPDX-License-Identifier: GPL-2.0-or-later
// Behaviour from the PC16550D data sheet, section 8.
#include "emu/devices/uart.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

constexpr std::uint32_t kData = 0, kIer = 1, kIir = 2, kFcr = 2, kLcr = 3, kMcr = 4, kLsr = 5,
                        kMsr = 6, kScratch = 7;
constexpr unsigned kNoInterrupt = 0x01, kThre = 0x02, kReceived = 0x04, kTimeout = 0x0C,
                   kLine = 0x06, kModem = 0x00;

class UartTest : public testing::Test {
 protected:
  void write(std::uint32_t offset, unsigned value) { uart_.write(offset, 1, value, kGuest); }
  unsigned read(std::uint32_t offset) { return uart_.read(offset, 1, kGuest); }
  unsigned interrupt() { return uart_.read(kIir, 1, kViewer) & 0x0F; }

  Published events_;
  bool irq_ = false;
  Uart16550 uart_{events_, [this](bool level) { irq_ = level; }};
};

TEST_F(UartTest, WhatIsWrittenIsTransmittedAtOnce) {
  for (char character : std::string("hi")) {
    EXPECT_EQ(read(kLsr), 0x60U);
    uart_.write(kData, 1, static_cast<unsigned char>(character), guest_on(2));
  }
  const auto text = events_.all<events::SerialText>();
  ASSERT_EQ(text.size(), 2U);
  EXPECT_EQ(text[0].character, 'h');
  EXPECT_EQ(text[1].character, 'i');
  EXPECT_EQ(events_.events[0].core, 2);
}

TEST_F(UartTest, TheDivisorLatchHidesDataAndInterruptEnable) {
  write(kLcr, 0x83);
  write(kData, 0x01);
  write(kIer, 0x02);
  EXPECT_TRUE(events_.events.empty());
  EXPECT_EQ(read(kData), 0x01U);
  EXPECT_EQ(read(kIer), 0x02U);
  write(kLcr, 0x03);
  EXPECT_EQ(read(kIer), 0x00U);
}

TEST_F(UartTest, ScratchAndControlRegistersKeepWhatIsWritten) {
  write(kScratch, 0xA5);
  EXPECT_EQ(read(kScratch), 0xA5U);
  write(kMcr, 0xFF);
  EXPECT_EQ(read(kMcr), 0x1FU);
  write(kIer, 0xFF);
  EXPECT_EQ(read(kIer), 0x0FU);
}

TEST_F(UartTest, AReceivedByteInterruptsUntilItIsRead) {
  write(kIer, 1);
  EXPECT_TRUE(uart_.receive('x'));
  EXPECT_TRUE(irq_);
  EXPECT_EQ(read(kIir), kReceived);
  EXPECT_EQ(read(kLsr), 0x61U);
  EXPECT_EQ(read(kData), unsigned{'x'});
  EXPECT_FALSE(irq_);
  EXPECT_EQ(read(kIir), kNoInterrupt);
}

TEST_F(UartTest, WithoutFifosASecondByteOverruns) {
  EXPECT_TRUE(uart_.receive('x'));
  EXPECT_FALSE(uart_.receive('y'));
  EXPECT_EQ(read(kLsr), 0x63U);
  EXPECT_EQ(read(kLsr), 0x61U) << "reading the LSR clears the error";
  EXPECT_EQ(read(kData), unsigned{'y'});
}

TEST_F(UartTest, TheFifoHolds16BytesInOrder) {
  write(kFcr, 0x01);
  for (int byte = 0; byte < 16; ++byte) EXPECT_TRUE(uart_.receive(static_cast<std::uint8_t>(byte)));
  EXPECT_FALSE(uart_.receive(99));
  EXPECT_EQ(read(kLsr) & 2, 2U);
  for (unsigned byte = 0; byte < 16; ++byte) EXPECT_EQ(read(kData), byte);
  EXPECT_EQ(read(kLsr) & 1, 0U);
}

/// At 100 MHz: four characters of 10 bits at 9600 baud, rounded to the crystal.
constexpr Ticks kFourCharacters = Ticks{100'000'000} / 9600 * 40 * kTicksPerCycle;

// "FIFO timeout interrupt": bytes below the trigger level, and four characters'
// time of neither receiving nor reading.
TEST_F(UartTest, BelowTheTriggerLevelItIsATimeoutAfterFourCharactersOfSilence) {
  write(kFcr, 0x41);  // trigger level 4
  write(kLcr, 3);
  write(kIer, 1);
  for (unsigned byte = 0; byte < 3; ++byte) uart_.receive('x');
  EXPECT_EQ(interrupt(), kNoInterrupt);
  const Ticks due = uart_.next_deadline();
  EXPECT_NEAR(static_cast<double>(due), static_cast<double>(kFourCharacters), 1e-3 * kFourCharacters);
  uart_.advance(due - 1);
  EXPECT_FALSE(irq_);
  uart_.advance(due);
  EXPECT_TRUE(irq_);
  EXPECT_EQ(interrupt(), kTimeout);
  read(kData);
  EXPECT_FALSE(irq_) << "a read begins the silence anew";
  uart_.advance(2 * due);
  EXPECT_EQ(interrupt(), kTimeout);
  uart_.receive('x');
  EXPECT_EQ(interrupt(), kNoInterrupt) << "and so does a byte";
  EXPECT_GT(uart_.next_deadline(), 2 * due);
  uart_.receive('x');
  EXPECT_EQ(interrupt(), kReceived);
  EXPECT_EQ(read(kIir) & 0xC0, 0xC0U) << "the FIFOs are on";
}

TEST_F(UartTest, FifoResetEmptiesIt) {
  write(kFcr, 0x01);
  uart_.receive('x');
  write(kFcr, 0x03);
  EXPECT_EQ(uart_.waiting(), 0U);
}

TEST_F(UartTest, EnablingThreInterruptsAtOnce) {
  write(kIer, 2);
  EXPECT_TRUE(irq_);
  EXPECT_EQ(read(kIir), kThre);
  EXPECT_FALSE(irq_) << "reading the IIR took it";
  write(kData, 'x');
  EXPECT_TRUE(irq_) << "empty again";
}

TEST_F(UartTest, AViewersLookAtIirTakesNothing) {
  write(kIer, 2);
  EXPECT_EQ(interrupt(), kThre);
  EXPECT_TRUE(irq_);
}

// Table IV: line status, received data, timeout, transmitter empty, modem status.
TEST_F(UartTest, InterruptsHaveTheirOrder) {
  write(kMcr, 0x10);
  write(kMcr, 0x12);  // loopback: RTS comes back as CTS
  uart_.receive('x');
  uart_.receive('y');
  write(kIer, 0x0F);
  EXPECT_EQ(interrupt(), kLine);
  read(kLsr);
  EXPECT_EQ(interrupt(), kReceived);
  EXPECT_EQ(read(kIir) & 0x0F, kReceived) << "not the source: THRE stays";
  read(kData);
  EXPECT_EQ(interrupt(), kThre);
  read(kIir);
  EXPECT_EQ(interrupt(), kModem);
  read(kMsr);
  EXPECT_EQ(interrupt(), kNoInterrupt);
  EXPECT_FALSE(irq_);
}

TEST_F(UartTest, LoopbackSendsBackDataAndPins) {
  write(kMcr, 0x1F);
  write(kData, 0xAE);
  EXPECT_EQ(events_.count<events::SerialText>(), 0U);
  EXPECT_EQ(read(kData), 0xAEU);
  EXPECT_EQ(read(kMsr) & 0xF0, 0xF0U);
  write(kMcr, 0x1A);
  EXPECT_EQ(read(kMsr) & 0xF0, 0x90U) << "RTS is CTS, OUT2 is DCD";
}

TEST_F(UartTest, TheOtherEndIsThere) { EXPECT_EQ(read(kMsr), 0xB0U); }

TEST_F(UartTest, StatusRegistersCannotBeWritten) {
  write(kLsr, 0xFF);
  write(kMsr, 0xFF);
  EXPECT_EQ(read(kLsr), 0x60U);
  EXPECT_EQ(read(kMsr), 0xB0U);
}

}  // namespace
}  // namespace vectorscope::test
