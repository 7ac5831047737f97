// SPDX-License-Identifier: GPL-2.0-or-later
// The open lab, to be read from top to bottom: what is claimed and asked, the
// script with its buttons, the verdict, and then what it means.
#pragma once
#include <QWidget>

#include <memory>

#include "emu/session/view.hpp"

class QComboBox;
class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace vectorscope {

struct Actions;
class ElidedLabel;
class ScriptView;
class VerdictCard;

class LabPanel : public QWidget {
  Q_OBJECT
 public:
  explicit LabPanel(const Actions& actions, QWidget* parent = nullptr);
  void set_view(const MachineView& view);
  /// What it means and the repair: by themselves after the verdict, or now.
  void reveal(bool shown);

 Q_SIGNALS:
  void variant_chosen(const QString& variant);

 private:
  void add_controls(const Actions& actions, QVBoxLayout& column);
  QWidget* make_text(const Actions& actions);
  QLabel* add_section(QVBoxLayout& column, const QString& title, const char* name);
  void show_texts(const LabTexts& texts);
  void show_variants(const LabView& lab);
  void show_meaning();
  void follow(const LabView& lab, bool another);

  QComboBox* variant_;
  QToolButton* exchange_;
  ElidedLabel* machine_;
  QScrollArea* area_;
  QLabel *claim_, *question_, *do_, *look_, *means_, *repair_;
  QList<QWidget*> meaning_;  ///< what is hidden before the verdict
  QToolButton* explain_;
  ScriptView* script_;
  VerdictCard* verdict_;
  std::shared_ptr<const LabTexts> texts_;
  std::string name_;
  std::size_t reached_ = 0;
  bool judged_ = false, over_ = false, revealed_ = false;
};

}  // namespace vectorscope
