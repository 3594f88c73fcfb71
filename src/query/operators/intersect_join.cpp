#include "query/operators/scan_cursor.hpp"

#include <algorithm>

namespace micrograph::query {

namespace {

/// One of several patterns that leave the same variable free: the terms it has for a row, in the order of
/// ids.
class Arm {
public:
  Arm(ScanSpec spec, VariableIndex variable) : spec_(std::move(spec)), cursor_(spec_) {
    for (std::size_t i = 0; i < spec_.slots.size(); ++i) {
      const VariableIndex slot = spec_.slots[i].variable;
      if (slot == variable)
        position_ = static_cast<graph::Position>(i);
      else if (slot != no_variable)
        keys_.push_back(slot);
    }
    spec_.sorted_by = {position_};
  }
  Arm(const Arm&) = delete;
  Arm& operator=(const Arm&) = delete;

  [[nodiscard]] const ScanSpec& spec() const { return spec_; }
  [[nodiscard]] std::uint64_t rows_read() const { return cursor_.rows_read(); }
  [[nodiscard]] std::uint64_t bytes() const { return kept_.capacity() * sizeof(graph::ValueId); }

  /// Forgets what was read: the run may be another one.
  void forget() { state_ = State::strange; }

  /// Goes to the first term for this row; those below `least` may be passed over. False if there is none.
  [[nodiscard]] bool open(Run& run, const graph::ValueId* row, graph::ValueId least) {
    const bool again = state_ != State::strange && has_same_keys(row);
    if (!again) {
      key_values_.clear();
      for (const VariableIndex key : keys_)
        key_values_.push_back(row[key]);
      state_ = State::seen;
    } else if (state_ == State::seen) {
      state_ = keep(run, row) ? State::kept : State::too_long;
    }
    at_ = 0;
    if (state_ != State::kept) {
      cursor_.open(run, row);
      cursor_.begin_at(position_, least);
      found_ = cursor_.next(run);
    }
    return has_term();
  }
  [[nodiscard]] bool has_term() const {
    return state_ == State::kept ? at_ < kept_.size() : found_ != nullptr;
  }
  [[nodiscard]] graph::ValueId term() const {
    return state_ == State::kept ? kept_[at_] : (*found_)[position_];
  }
  /// Goes to the next term; then has_term() may be false.
  void advance(Run& run) {
    if (state_ == State::kept)
      ++at_;
    else
      found_ = cursor_.next(run);
  }
  /// Goes to the next term that is not below `least`; then has_term() may be false.
  void skip_to(Run& run, graph::ValueId least) {
    if (state_ != State::kept) {
      found_ = cursor_.skip_to(run, position_, least);
      return;
    }
    // Steps that double, since the term is most often near.
    std::size_t step = 1, from = at_;
    while (from + step < kept_.size() && kept_[from + step] < least) {
      from += step;
      step *= 2;
    }
    const auto end = kept_.begin() + static_cast<std::ptrdiff_t>(std::min(from + step, kept_.size()));
    at_ = static_cast<std::size_t>(
        std::lower_bound(kept_.begin() + static_cast<std::ptrdiff_t>(from), end, least) - kept_.begin());
  }

private:
  enum class State : std::uint8_t { strange, seen, kept, too_long };
  [[nodiscard]] bool has_same_keys(const graph::ValueId* row) const {
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if (row[keys_[i]] != key_values_[i])
        return false;
    return true;
  }
  [[nodiscard]] bool keep(Run& run, const graph::ValueId* row) {
    kept_.clear();
    cursor_.open(run, row);
    while (const graph::Row* const found = cursor_.next(run)) {
      if (kept_.size() == most_kept_terms)
        return false;
      kept_.push_back((*found)[position_]);
    }
    return true;
  }

  ScanSpec spec_;
  ScanCursor cursor_;
  graph::Position position_ = graph::object;
  std::vector<VariableIndex> keys_; ///< variables that the row binds
  State state_ = State::strange;
  std::vector<graph::ValueId> key_values_; ///< unless strange
  std::vector<graph::ValueId> kept_;
  std::size_t at_ = 0; ///< of kept
  const graph::Row* found_ = nullptr;
};

/// For each row the terms of one variable that all patterns agree on, found by walking their sorted terms
/// side by side: as much work as the shortest list is long, where joining one pattern after the other may
/// make a row for each term of the longest.
class IntersectJoin final : public Operator {
public:
  IntersectJoin(Run& run, OperatorPtr left, std::vector<ScanSpec> patterns, VariableIndex variable)
      : Operator(run, left->width()), left_(std::move(left)), reader_(*left_), variable_(variable) {
    for (ScanSpec& pattern : patterns)
      arms_.push_back(std::make_unique<Arm>(std::move(pattern), variable));
  }

  std::string describe() const override {
    std::string out = "IntersectJoin";
    for (const auto& arm : arms_)
      out += (&arm == &arms_.front() ? " " : " & ") + arm->spec().text;
    return out;
  }
  std::vector<const Operator*> children() const override { return {left_.get()}; }
  std::uint64_t rows_read() const override {
    std::uint64_t rows = 0;
    for (const auto& arm : arms_)
      rows += arm->rows_read();
    return rows;
  }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    std::vector<ScanSpec> patterns;
    for (const auto& arm : arms_) {
      if (!can_split(run_, arm->spec()))
        return nullptr;
      patterns.push_back(arm->spec());
    }
    OperatorPtr left = left_->copy(lane, kind);
    if (!left)
      return nullptr;
    return as_copy(std::make_unique<IntersectJoin>(lane, std::move(left), std::move(patterns), variable_),
                   lane, kind);
  }
  void prepare(const graph::ValueId* outer) override { left_->prepare(outer); }
  void narrow(std::uint64_t part, std::uint64_t parts) override { left_->narrow(part, parts); }
  void release() override { left_->release(); }

protected:
  void start(const graph::ValueId* outer) override {
    left_->open(outer);
    reader_.restart();
    for (const auto& arm : arms_)
      arm->forget();
    row_ = nullptr;
  }

  void fill(Block& out) override {
    while (!out.full()) {
      if (row_ == nullptr) {
        row_ = reader_.next();
        if (row_ == nullptr)
          return;
        if (!open_arms())
          row_ = nullptr;
      } else if (!meet()) {
        row_ = nullptr;
      } else {
        out.add(row_)[variable_] = arms_.front()->term();
        arms_.front()->advance(run_);
      }
    }
  }

private:
  /// False if one of the patterns has no term for the row.
  [[nodiscard]] bool open_arms() {
    std::uint64_t bytes = 0;
    graph::ValueId least;
    for (const auto& arm : arms_) {
      if (!arm->open(run_, row_, least))
        return false;
      least = std::max(least, arm->term());
      bytes += arm->bytes();
    }
    if (bytes != held_bytes)
      hold(0, bytes);
    return true;
  }

  /// Goes to the next term that all have. False if there is none.
  [[nodiscard]] bool meet() {
    if (!arms_.front()->has_term())
      return false;
    graph::ValueId least = arms_.front()->term();
    for (std::size_t agreeing = 1, i = 1; agreeing < arms_.size(); i = (i + 1) % arms_.size()) {
      Arm& arm = *arms_[i];
      if (arm.term() < least)
        arm.skip_to(run_, least);
      if (!arm.has_term())
        return false;
      agreeing = arm.term() == least ? agreeing + 1 : 1;
      least = arm.term();
    }
    return true;
  }

  OperatorPtr left_;
  RowReader reader_;
  std::vector<std::unique_ptr<Arm>> arms_;
  VariableIndex variable_;
  const graph::ValueId* row_ = nullptr;
};

} // namespace

OperatorPtr make_intersect_join(Run& run, OperatorPtr left, std::vector<ScanSpec> patterns,
                                VariableIndex variable) {
  return std::make_unique<IntersectJoin>(run, std::move(left), std::move(patterns), variable);
}

} // namespace micrograph::query
