"""What can happen to areas, in sentences."""

from fund.audit import verbs

verbs.register(
    area_made="{by} added {name}",
    area_changed="{by} changed {name}",
    area_loaded="{by} loaded {name} and its boundary from a file",
    area_figures_loaded="{by} loaded the population and deprivation of {name} from a file",
    area_retired="{by} marked {name} as no longer in use",
    postcodes_loaded="{by} loaded {count} postcodes of {name} from a file",
)
