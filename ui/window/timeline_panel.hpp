// SPDX-License-Identifier: GPL-2.0-or-later
// The lanes below everything.
#pragma once
#include <QWidget>

#include "emu/session/view.hpp"

namespace vectorscope {

class TimelineView;

class TimelinePanel : public QWidget {
  Q_OBJECT
 public:
  explicit TimelinePanel(QWidget* parent = nullptr);
  void set_view(const MachineView& view);
  /// Enough for every lane; more where the window is tall.
  [[nodiscard]] int wanted_height(bool tall) const;

 Q_SIGNALS:
  void core_chosen(vectorscope::CoreId core);

 private:
  void show_lab(const LabView& lab, Step now);

  TimelineView* lanes_;
  std::shared_ptr<const LabTexts> texts_;  ///< of the lab that was shown last
  std::size_t reached_ = 0;
  bool over_ = false;
  unsigned cores_ = 4;
  bool captions_ = false;
};

}  // namespace vectorscope
