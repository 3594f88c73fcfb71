#include "query/operators/operators.hpp"
#include "query/operators/path_steps.hpp"

namespace micrograph::query {

namespace {

class PathScan final : public Operator {
public:
  PathScan(Run& run, std::size_t width, PathSpec spec)
      : Operator(run, width), spec_(std::move(spec)), steps_(run, *spec_.path) {}

  std::string describe() const override { return "Path " + spec_.text; }
  std::uint64_t rows_read() const override { return steps_.rows_read(); }

protected:
  void start(const graph::ValueId* outer) override {
    outer_ = outer;
    starts_.clear();
    ends_.clear();
    next_start_ = next_end_ = 0;
    const graph::ValueId graph = value_of(spec_.graph);
    if (LocalTerms::owns(graph))
      return;
    steps_.enter(spec_.scope, graph);
    const graph::ValueId from = value_of(spec_.subject);
    const graph::ValueId to = value_of(spec_.object);
    forward_ = from.defined() || !to.defined();
    if (from.defined() || to.defined())
      starts_.push_back(forward_ ? from : to);
    else
      starts_ = steps_.starts();
  }

  void fill(Block& out) override {
    const Slot& near = forward_ ? spec_.subject : spec_.object;
    const Slot& far = forward_ ? spec_.object : spec_.subject;
    while (!out.full()) {
      if (next_end_ == ends_.size()) {
        if (next_start_ == starts_.size())
          return;
        run_.tick();
        next_end_ = 0;
        ends_.clear();
        begin_ = starts_[next_start_++];
        steps_.reach(begin_, forward_, ends_);
        drop_strangers(near, far);
      }
      for (; next_end_ < ends_.size() && !out.full(); ++next_end_) {
        graph::ValueId* row = out.add(outer_);
        if (!bind(row, near, begin_) || !bind(row, far, ends_[next_end_]))
          out.drop_last();
      }
    }
  }

private:
  graph::ValueId value_of(const Slot& slot) const {
    return slot.variable == no_variable ? slot.constant : outer_[slot.variable];
  }

  /// A path of length zero joins a written term with itself, whether or not the graph has it; but a variable,
  /// which may have got its value from anywhere, stands for nodes of the graph only (section 18.4).
  void drop_strangers(const Slot& near, const Slot& far) {
    if (near.variable == no_variable || far.variable == no_variable || !outer_[near.variable].defined())
      return;
    const auto is_start = [this](graph::ValueId end) { return end == begin_; };
    if (std::any_of(ends_.begin(), ends_.end(), is_start) && !steps_.is_node(begin_))
      ends_.erase(std::remove_if(ends_.begin(), ends_.end(), is_start), ends_.end());
  }

  static bool bind(graph::ValueId* row, const Slot& slot, graph::ValueId value) {
    graph::ValueId known = slot.variable == no_variable ? slot.constant : row[slot.variable];
    if (known.defined())
      return known == value;
    row[slot.variable] = value;
    return true;
  }

  PathSpec spec_;
  PathSteps steps_;
  const graph::ValueId* outer_ = nullptr;
  bool forward_ = true;
  std::vector<graph::ValueId> starts_, ends_;
  std::size_t next_start_ = 0, next_end_ = 0;
  graph::ValueId begin_;
};

} // namespace

OperatorPtr make_path(Run& run, std::size_t width, PathSpec spec) {
  return std::make_unique<PathScan>(run, width, std::move(spec));
}

} // namespace micrograph::query
