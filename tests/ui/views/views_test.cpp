// SPDX-License-Identifier: GPL-2.0-or-later
#include <QImage>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ui/invented_machine.hpp"
#include "ui/theme/theme.hpp"
#include "ui/views/core_card.hpp"
#include "ui/views/disassembly_view.hpp"
#include "ui/views/handler_grid_view.hpp"
#include "ui/views/paint.hpp"
#include "ui/views/pic_ipi_view.hpp"
#include "ui/views/registers_view.hpp"
#include "ui/views/serial_view.hpp"
#include "ui/views/vga_console_view.hpp"

namespace vectorscope {
namespace {

QImage picture(QWidget& widget) { return widget.grab().toImage(); }

int pixels_of(const QImage& image, const QColor& colour) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == colour;
  return count;
}

TEST(Paint, TextIsReadableOnEveryColourOfTheTheme) {
  EXPECT_EQ(paint::readable_on(theme().swap), theme().on_accent);
  EXPECT_EQ(paint::readable_on(theme().accent), theme().on_accent);
  EXPECT_EQ(paint::readable_on(theme().card), theme().text);
  EXPECT_EQ(paint::readable_on(theme().border), theme().text);
}

TEST(HandlerGrid, EverySlotIsInsideAndAClickInItsMiddleChoosesIt) {
  HandlerGridView grid;
  for (const QSize size : {QSize(316, 276), QSize(500, 500)}) {
    grid.resize(size);
    grid.show();
    for (unsigned v = 0; v < 256; ++v) {
      ASSERT_TRUE(grid.rect().contains(grid.cell(Vector(v)))) << v;
      QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.cell(Vector(v)).center());
      ASSERT_EQ(grid.chosen(), v);
    }
  }
}

TEST(HandlerGrid, AClickOnAHeaderChoosesNothing) {
  HandlerGridView grid;
  grid.resize(400, 400);
  grid.set_chosen(7);
  QSignalSpy spy(&grid, &HandlerGridView::slot_chosen);
  QTest::mouseClick(&grid, Qt::LeftButton, {}, QPoint(3, 3));
  EXPECT_EQ(spy.count(), 0);
  EXPECT_EQ(grid.chosen(), 7);
}

TEST(HandlerGrid, ArrowsMoveTheChoice) {
  HandlerGridView grid;
  grid.set_chosen(0x21);
  QTest::keyClick(&grid, Qt::Key_Down);
  EXPECT_EQ(grid.chosen(), 0x31);
  QTest::keyClick(&grid, Qt::Key_Left);
  EXPECT_EQ(grid.chosen(), 0x30);
}

TEST(HandlerGrid, AFlashIsWhiteAndGoesAway) {
  HandlerGridView grid;
  grid.resize(400, 400);
  grid.show();
  handler_slots::Slots slots_now{};
  grid.set_slots(slots_now);
  slots_now[0x42].swaps = 1;
  slots_now[0x42].now = 0x1000;
  grid.set_slots(slots_now);
  EXPECT_TRUE(grid.flashing(0x42));
  const auto brightness = [&] {
    const QRect cell = grid.cell(0x42);
    return picture(grid).pixelColor(cell.left() + 5, cell.top() + 5).lightness();
  };
  const int at_once = brightness();
  EXPECT_GT(at_once, 120);
  EXPECT_TRUE(QTest::qWaitFor([&] { return !grid.flashing(0x42); }, 2000));
  EXPECT_LT(brightness(), at_once);
}

TEST(Registers, ChangedOnesAreDrawnInTheChangedColour) {
  RegistersView view;
  view.resize(520, 160);
  Registers before{}, now{};
  view.set_registers(now, before);
  EXPECT_EQ(pixels_of(picture(view), theme().changed), 0);
  now.eax = 0xDDDDDDDD;
  view.set_registers(now, before);
  EXPECT_GT(pixels_of(picture(view), theme().changed), 10);
}

TEST(Registers, NarrowPanelsTakeMoreRows) {
  const RegistersView view;
  EXPECT_GT(view.heightForWidth(360), view.heightForWidth(520));
}

std::vector<DisassemblyLine> code(std::uint32_t current) {
  std::vector<DisassemblyLine> lines;
  for (std::uint32_t at = 0; at < 100; ++at) {
    lines.push_back({0x1000 + at, "90", "nop", "", "", at == 50 ? "middle" : "", at == current});
  }
  return lines;
}

TEST(Disassembly, LabelsTakeRowsAndTheCurrentLineIsInSight) {
  DisassemblyView view;
  view.resize(480, 20 * DisassemblyView::kRow);
  view.show();
  for (const std::uint32_t current : {0u, 3u, 60u, 99u, 10u}) {
    view.set_lines(code(current));
    EXPECT_EQ(view.rows(), 101);
    EXPECT_EQ(view.current_row(), int(current) + (current >= 50 ? 1 : 0));
    const int top = view.verticalScrollBar()->value();
    EXPECT_GE(view.current_row(), top);
    EXPECT_LT(view.current_row(), top + 20);
  }
}

TEST(Disassembly, StepsNearbyDoNotScroll) {
  DisassemblyView view;
  view.resize(480, 20 * DisassemblyView::kRow);
  view.show();
  view.set_lines(code(30));
  const int top = view.verticalScrollBar()->value();
  view.set_lines(code(31));
  EXPECT_EQ(view.verticalScrollBar()->value(), top);
}

TEST(Serial, FollowsTheEndUnlessTheReaderScrolledUp) {
  SerialView view("serial");
  view.resize(300, 100);
  view.show();
  std::string text;
  for (int line = 0; line < 100; ++line) text += "line\n";
  view.set_text(text);
  EXPECT_EQ(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
  view.set_text(text += "more\n");
  EXPECT_EQ(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
  view.verticalScrollBar()->setValue(3);
  view.set_text(text += "still more\n");
  EXPECT_EQ(view.verticalScrollBar()->value(), 3);
  EXPECT_TRUE(view.toPlainText().endsWith("still more\n"));
}

TEST(Serial, TextWhoseBeginningWasDroppedIsShownAsItIs) {
  SerialView view("serial");
  view.show();
  view.set_text("one\ntwo\n");
  view.set_text("two\nthree\n");
  EXPECT_EQ(view.toPlainText(), "two\nthree\n");
}

TEST(Console, AllColumnsAndRowsFitAtEverySize) {
  for (const QSize size : {QSize(320, 175), QSize(487, 260), QSize(640, 400), QSize(1200, 900)}) {
    VgaConsoleView view;
    view.resize(size);
    view.show();
    ScreenView screen;
    screen.cursor_visible = false;
    screen.cells[24 * 80 + 79] = 0xDB | 0x0F00;  // a full block in the last cell
    view.set_screen(screen);
    EXPECT_GT(pixels_of(picture(view), theme().console[15]), 3) << size.width();
  }
}

TEST(Console, ColoursAreTheAdapters) {
  VgaConsoleView view;
  view.resize(640, 400);
  view.show();
  ScreenView screen;
  screen.cells[0] = ' ' | 0x4F00;
  view.set_screen(screen);
  EXPECT_GT(pixels_of(picture(view), theme().console[4]), 20) << "a red background";
}

TEST(PicIpi, RequestedAndServedLinesAreSeenInEitherLayout) {
  for (const QSize size : {QSize(480, 110), QSize(480, 260)}) {
    PicIpiView view;
    view.resize(size);
    PicView pic;
    pic.irr = 1 << 1;
    pic.isr = 1 << 15;
    view.set_view(pic, {"busy (c)", {{0, 1, 0xF1, Delivery::Busy, 7, false}}});
    const QImage image = picture(view);
    EXPECT_GT(pixels_of(image, theme().ipi), 20);
    EXPECT_GT(pixels_of(image, theme().accent), 20);
    EXPECT_GT(pixels_of(image, theme().danger), 3) << "a refused message";
  }
}

/// The widest piece of writing without a gap, in the rows above `bottom`.
int widest_word(const QImage& image, int right, int bottom) {
  constexpr int kGap = 3;
  int widest = 0, begin = -1, last = -1;
  for (int x = 0; x < right; ++x) {
    bool ink = false;
    for (int y = 0; y < bottom; ++y) ink = ink || image.pixelColor(x, y) != theme().panel;
    if (!ink) continue;
    if (begin < 0 || x - last > kGap) begin = x;
    last = x;
    widest = std::max(widest, last - begin + 1);
  }
  return widest;
}

TEST(PicIpi, NumbersOfLinesDoNotTouchHoweverNarrowItIs) {
  const int number = QFontMetrics(sans_font(10)).horizontalAdvance("15");
  for (const int width : {290, 310, 368, 491, 691}) {
    PicIpiView view;
    view.resize(width, 110);
    view.set_view({}, {});
    const int right = std::min(width / 2 - 10, 290);  // the messages are beside it
    EXPECT_LE(widest_word(picture(view), right, 20), number) << width;
  }
}

TEST(CoreCard, SaysItsStateInWordsAtEveryWidth) {
  for (int state = 0; state < kLaneStates; ++state) {
    CoreCard card(3);
    CoreView core;
    core.id = 3;
    core.state = LaneState(state);
    card.show_core(core, {}, false);
    EXPECT_TRUE(card.toolTip().startsWith("Core 3: "));
    for (const int width : {79, 168, 340}) {
      card.resize(width, CoreCard::kHeight);
      EXPECT_FALSE(picture(card).isNull());
    }
  }
}

}  // namespace
}  // namespace vectorscope
